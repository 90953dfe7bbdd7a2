package import Domain

/// One row of a reference file, read field by field into the domain's types.
package struct ReferenceRow {
  var file: String
  var line: Int
  private var values: [String: String]

  package init(_ row: CSVTable.Row, of table: CSVTable) {
    file = table.file
    line = row.line
    values = Dictionary(
      zip(table.columns, row.fields), uniquingKeysWith: { first, _ in first })
  }

  func fault(_ rule: String, _ detail: String) -> ReferenceFault {
    ReferenceFault(file: file, row: line, rule: rule, detail: detail)
  }

  /// The field's text, which may be empty but has no spaces around it.
  package func text(_ column: String) throws(ReferenceFault) -> String {
    guard let value = values[column] else { throw fault("unknown-header", column) }
    guard value.first?.isWhitespace != true, value.last?.isWhitespace != true else {
      throw fault("spaces-around-value", "\(column): \(value)")
    }
    return value
  }

  func required(_ column: String) throws(ReferenceFault) -> String {
    let value = try text(column)
    guard !value.isEmpty else { throw fault("missing-value", column) }
    return value
  }

  /// The parts between semicolons; none for an empty field.
  package func list(_ column: String) throws(ReferenceFault) -> [String] {
    let value = try text(column)
    guard !value.isEmpty else { return [] }
    let parts = value.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ !$0.isEmpty && $0.first != " " && $0.last != " " }) else {
      throw fault("list-malformed", "\(column): \(value)")
    }
    return parts
  }

  /// A region code; one that lost its last zero, as spreadsheets do, is named with its correction.
  package func code(_ column: String) throws(ReferenceFault) -> RegionCode {
    let value = try required(column)
    if let code = RegionCode(value) { return code }
    if let correction = RegionCode(value + "0"), !correction.isProvince {
      throw fault("region-lost-zero", "\(value) → \(correction)")
    }
    throw fault("region-syntax", value)
  }

  func optionalCode(_ column: String) throws(ReferenceFault) -> RegionCode? {
    try text(column).isEmpty ? nil : try code(column)
  }

  package func unit(_ column: String) throws(ReferenceFault) -> UnitID {
    let value = try required(column)
    guard UnitID.isWellFormed(value) else { throw fault("unit-id-malformed", value) }
    return UnitID(value)
  }

  package func date(_ column: String) throws(ReferenceFault) -> CalendarDate {
    let value = try required(column)
    guard let date = CalendarDate(value), (1900...2100).contains(date.year) else {
      throw fault("date-malformed", "\(column): \(value)")
    }
    return date
  }

  func optionalDate(_ column: String) throws(ReferenceFault) -> CalendarDate? {
    try text(column).isEmpty ? nil : try date(column)
  }

  /// The start of the day in WIB.
  func instant(_ column: String) throws(ReferenceFault) -> Timestamp {
    Timestamp(startOf: try date(column), in: .wib)
  }

  /// The columns `from` and `until`.
  package func validity() throws(ReferenceFault) -> Validity {
    let validity = Validity(from: try optionalDate("from"), until: try optionalDate("until"))
    guard !validity.isEmpty else {
      throw fault("empty-period", "\(try text("from")) – \(try text("until"))")
    }
    return validity
  }

  package func number(_ column: String) throws(ReferenceFault) -> Double {
    let value = try required(column)
    guard let number = Double(value), number.isFinite else {
      throw fault("number-malformed", "\(column): \(value)")
    }
    return number
  }

  /// A word that this program knows.
  func word<Word: OpenWord>(
    _ column: String, as _: Word.Type = Word.self
  ) throws(ReferenceFault) -> Word {
    try word(try required(column), of: column)
  }

  func words<Word: OpenWord>(
    _ column: String, as _: Word.Type = Word.self
  ) throws(ReferenceFault) -> [Word] {
    var words: [Word] = []
    for text in try list(column) { words.append(try word(text, of: column)) }
    return words
  }

  private func word<Word: OpenWord>(
    _ text: String, of column: String
  ) throws(ReferenceFault) -> Word {
    guard let word = Word(known: text) else {
      throw fault("unknown-word", "\(column): \(text) → \(Word.allowed)")
    }
    return word
  }

  func changeKind(_ column: String) throws(ReferenceFault) -> RegionChangeKind {
    let text = try required(column)
    guard let kind = RegionChangeKind(rawValue: text) else {
      let allowed = RegionChangeKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("unknown-word", "\(column): \(text) → \(allowed)")
    }
    return kind
  }

  func certainty() throws(ReferenceFault) -> Certainty { try word("certainty") }

  package func source() throws(ReferenceFault) -> String { try required("source") }
}
