import Domain
import Events
import Localization

/// All that an officer reported, as rows of a table: what was not reported has no row.
struct FindingDocumentRows {
  let document: FindingDocument
  let localizer: Localizer

  func add(to table: inout TextTable) {
    table.add(
      localizer.label(.findingActivity), localizer.term(.activity, document.activity.rawValue))
    if let trigger = document.trigger {
      table.add(localizer.label(.findingTrigger), localizer.term(.trigger, trigger.rawValue))
    }
    table.add(localizer.label(.findingSubstance), substance)
    if let product = document.product {
      table.add(
        localizer.label(.findingProduct),
        FindingDocumentRows.joined([product.name, product.quantity.map(localizer.quantity)]))
    }
    if let test = document.test { table.add(localizer.label(.findingTest), words(of: test)) }
    if let secured = document.secured {
      table.add(
        localizer.label(.findingSecured),
        FindingDocumentRows.joined([localizer.quantity(secured.quantity), secured.action]))
    }
    for (index, place) in document.places.enumerated() {
      table.add(
        localizer.label(.findingPlace, ["number": String(index + 1)]), words(of: place))
    }
    if !document.group.isEmpty {
      table.add(
        localizer.label(.findingGroup),
        document.group.map(\.rawValue).joined(separator: ", "))
    }
    addNote(to: &table)
  }

  /// The registry's word, and the officer's where it is another one.
  private var substance: String {
    let mention = document.substance
    return mention.shown == mention.given ? mention.given : "\(mention.shown) (\(mention.given))"
  }

  private func words(of test: TestRecord) -> String {
    FindingDocumentRows.joined([
      localizer.term(.testKind, test.kind.rawValue),
      localizer.term(.testResult, test.result.rawValue), test.kit, test.reportNumber,
      test.at.map { localizer.time(TimeText($0)) },
    ])
  }

  private func words(of place: FindingPlace) -> String {
    FindingDocumentRows.joined([
      place.region?.rawValue ?? localizer.label(.regionUnknown),
      localizer.term(.placeRole, place.role.rawValue),
      localizer.term(.facility, place.facility.rawValue), place.name,
      place.permit.map { "\($0.type.rawValue) \($0.number ?? "")" },
    ])
  }

  /// Each line of the note is a row, as it may have several.
  private func addNote(to table: inout TextTable) {
    guard !document.note.isEmpty else { return }
    for (index, line) in document.note.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      table.add(index == 0 ? localizer.label(.findingNote) : "", String(line))
    }
  }

  private static func joined(_ words: [String?]) -> String {
    words.compactMap { $0 }.joined(separator: ", ")
  }
}
