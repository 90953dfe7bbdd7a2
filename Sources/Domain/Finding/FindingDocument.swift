/// What an officer reports: the content of one version of a finding (temuan).
///
/// It has two forms. People and their systems write the *document* (`init(json:now:vocabulary:)`,
/// `canonicalJSON(in:)`), with times as RFC 3339 with an offset. Events carry the *event form*
/// (`Codable`), with times as integer milliseconds and the substance together with what the registry
/// made of it; it is trusted and not checked again.
package struct FindingDocument: Hashable, Sendable {
  /// A version 7 UUID that the client chose: the same id again is the same finding.
  package var id: ID<FindingDocument>?
  package var activity: FindingActivity
  package var trigger: FindingTrigger?
  /// When it was found. Owner, permit holder and Pemda are those of this instant.
  package var foundAt: Timestamp
  /// 1 to 64.
  package var places: [FindingPlace]
  package var product: FoodProduct?
  package var substance: SubstanceMention
  /// The first test; `nil` when nothing was tested yet.
  package var test: TestRecord?
  package var secured: SecuredGoods?
  /// Reaches only `group` and the reporter until someone opens it.
  package var confidential: Bool
  /// At most 64 units, sorted; empty unless confidential.
  package var group: [UnitID]
  /// At most 4000 characters; may have line breaks.
  package var note: String

  package init(
    id: ID<FindingDocument>? = nil, activity: FindingActivity, trigger: FindingTrigger? = nil,
    foundAt: Timestamp, places: [FindingPlace], product: FoodProduct? = nil,
    substance: SubstanceMention, test: TestRecord? = nil, secured: SecuredGoods? = nil,
    confidential: Bool = false, group: [UnitID] = [], note: String = ""
  ) {
    self.id = id
    self.activity = activity
    self.trigger = trigger
    self.foundAt = foundAt
    self.places = places
    self.product = product
    self.substance = substance
    self.test = test
    self.secured = secured
    self.confidential = confidential
    self.group = group
    self.note = note
  }
}

extension FindingDocument {
  /// The largest document in bytes.
  package static let documentBytesMax = 64 * 1024
  /// The deepest nesting of objects and arrays.
  package static let documentDepthMax = 32
  package static let placesMax = 64
  package static let groupMax = 64
  /// How far an officer's clock may be ahead.
  package static let clockSkewMax: Duration = .seconds(300)
  /// 2000-01-01 in WIB: no finding is older.
  package static let earliest = Timestamp(milliseconds: 946_659_600_000)

  static let nameMax = 200
  static let noteMax = 4000
  static let numberMax = 100
  static let wordMax = 64
  static let measureMax = 32
}
