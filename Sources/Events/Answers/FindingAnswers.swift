public import Domain

/// The answer to `finding.report`.
public struct ReportAnswer: Codable, Sendable {
  public var id: ID<Finding>
  public var number: String
  public var version: Int
  /// The finding's first case: the finding's own bytes.
  public var caseID: ID<Case>
  public var state: String
  public var flags: [String]
  public var position: LogPosition

  public init(
    id: ID<Finding>, number: String, version: Int, caseID: ID<Case>, state: String,
    flags: [String], position: LogPosition
  ) {
    self.id = id
    self.number = number
    self.version = version
    self.caseID = caseID
    self.state = state
    self.flags = flags
    self.position = position
  }

  enum CodingKeys: String, CodingKey {
    case id, number, version, state, flags, position
    case caseID = "case"
  }
}

/// The answer to every later command on a finding.
public struct FindingChangeAnswer: Codable, Sendable {
  public var id: ID<Finding>
  public var number: String
  public var version: Int
  public var state: String
  /// What the new version changed, as field paths; empty where no version was made.
  public var changes: [String]
  public var position: LogPosition

  public init(
    id: ID<Finding>, number: String, version: Int, state: String, changes: [String],
    position: LogPosition
  ) {
    self.id = id
    self.number = number
    self.version = version
    self.state = state
    self.changes = changes
    self.position = position
  }
}
