package import Domain

/// Why reference data was not loaded: the first fault found, where it is and what it is.
///
/// The rule is a stable word: one of those listed in `docs/reference-data.md` for the form of the
/// files, or the rule of the refusal with which the registry's state rejects the fact.
package struct ReferenceFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name, such as `areas.csv`.
  package var file: String
  /// The line of the row's start in the file; the header is line 1; 0 is the file as a whole.
  package var row: Int
  package var rule: String
  /// The value at fault, and where there is one, the correction: `32.1 → 32.10`.
  package var detail: String

  package init(file: String, row: Int, rule: String, detail: String) {
    self.file = file
    self.row = row
    self.rule = rule
    self.detail = detail
  }

  /// For the log of a service; what a person reads is rendered from `refusal`.
  package var description: String { "\(file):\(row): \(rule): \(detail)" }

  /// The fault in the form in which refusals cross the bus and are rendered.
  package var refusal: Refusal {
    Refusal(
      .invalid, field: "\(file):\(row)", rule: rule,
      ["file": file, "row": String(row), "detail": detail])
  }
}
