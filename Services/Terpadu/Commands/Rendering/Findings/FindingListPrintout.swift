import Domain
import Events
import Localization

/// A page of findings, one a line.
struct FindingListPrintout: Printout {
  let answer: FindingListAnswer

  func json(_ localizer: Localizer) throws -> [JSONValue] {
    try answer.findings.map { .object(try FindingViewPrintout.object($0)) }
  }

  func lines(_ localizer: Localizer) -> [String] {
    guard !answer.findings.isEmpty else { return [localizer.label(.noFindings)] }
    var table = TextTable()
    for finding in answer.findings {
      table.add(
        finding.number, localizer.term(.findingState, finding.state.rawValue),
        finding.reporter.rawValue,
        finding.document.places.compactMap { $0.region?.rawValue }.joined(separator: " "),
        finding.document.substance.shown, localizer.time(finding.foundAt))
    }
    var lines = table.lines
    if let next = answer.next { lines.append(localizer.label(.morePages, ["next": next])) }
    return lines
  }
}

extension SubstanceMention {
  /// The registry's word, or the officer's where the registry knows none.
  var shown: String { id?.rawValue ?? given }
}
