/// What an officer reports: the content of one version of a finding (temuan).
///
/// It has two forms. People and their systems write the *document* (`init(json:now:vocabulary:)`,
/// `canonicalJSON(in:)`), with times as RFC 3339 with an offset. Events carry the *event form*
/// (`Codable`), with times as integer milliseconds and the substance together with what the registry
/// made of it; it is trusted and not checked again.
public struct FindingDocument: Hashable, Codable, Sendable {
  /// A version 7 UUID that the client chose: the same id again is the same finding.
  public var id: ID<FindingDocument>?
  public var activity: FindingActivity
  public var trigger: FindingTrigger?
  /// When it was found. Owner, permit holder and Pemda are those of this instant.
  public var foundAt: Timestamp
  /// 1 to 64.
  public var places: [FindingPlace]
  public var product: FoodProduct?
  public var substance: SubstanceMention
  /// The first test; `nil` when nothing was tested yet.
  public var test: TestRecord?
  public var secured: SecuredGoods?
  /// Reaches only `group` and the reporter until someone opens it.
  public var confidential: Bool
  /// At most 64 units, sorted; empty unless confidential.
  public var group: [UnitID]
  /// At most 4000 characters; may have line breaks.
  public var note: String

  public init(
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
