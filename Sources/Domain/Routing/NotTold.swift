/// A unit that was considered and left out, and why.
public struct NotTold: Hashable, Codable, Sendable {
  /// The words are stable; rendered by `Localization` under `not-told.<word>`.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    /// An administrative city or regency without a government of its own (DKI Jakarta); its province
    /// is told instead. Parameters: `region`, `instead`.
    case administrativeArea = "administrative-area"
    /// The region is its area at another time only. Parameters: `region`.
    case ownerAtAnotherTime = "owner-at-another-time"
    /// It coordinates the owner at another time only. Parameters: `owner`.
    case coordinatorAtAnotherTime = "coordinator-at-another-time"
    /// The finding is confidential and it is not in the named group.
    case held
  }

  public var unit: UnitID
  public var reason: Reason
  public var parameters: [String: String]

  public init(unit: UnitID, reason: Reason, parameters: [String: String] = [:]) {
    self.unit = unit
    self.reason = reason
    self.parameters = parameters
  }
}
