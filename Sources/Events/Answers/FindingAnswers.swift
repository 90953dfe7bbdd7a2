public import Domain

/// The answer to `finding.report`.
public struct ReportAnswer: Codable, Sendable {
  public var id: ID<Finding>
  public var number: String
  public var version: Int
  /// The finding's first case: the finding's own bytes.
  public var caseID: ID<Case>
  public var state: FindingState
  public var flags: [FindingFlag]
  public var position: LogPosition

  public init(
    id: ID<Finding>, number: String, version: Int, caseID: ID<Case>, state: FindingState,
    flags: [FindingFlag], position: LogPosition
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
  public var state: FindingState
  /// What the new version changed, as field paths; empty where no version was made.
  public var changes: [String]
  public var position: LogPosition

  public init(
    id: ID<Finding>, number: String, version: Int, state: FindingState, changes: [String],
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

/// A finding with all its versions, for people.
public struct FindingView: Codable, Sendable {
  /// One version, with what made it.
  public struct Version: Codable, Sendable {
    public var version: Int
    /// `reported`, `amended`, `tested`, `withdrawn`, `closed` or `opened`.
    public var step: String
    public var state: FindingState
    public var at: TimeText
    public var by: UnitID
    public var changes: [String]
    public var reason: String?

    public init(
      version: Int, step: String, state: FindingState, at: TimeText, by: UnitID,
      changes: [String], reason: String?
    ) {
      self.version = version
      self.step = step
      self.state = state
      self.at = at
      self.by = by
      self.changes = changes
      self.reason = reason
    }
  }

  public var id: ID<Finding>
  public var number: String
  public var version: Int
  public var state: FindingState
  public var reporter: UnitID
  public var foundAt: TimeText
  public var receivedAt: TimeText
  public var held: Bool
  public var flags: [FindingFlag]
  /// The document of the present version.
  public var document: FindingDocument
  /// Empty in lists.
  public var history: [Version]

  public init(
    id: ID<Finding>, number: String, version: Int, state: FindingState, reporter: UnitID,
    foundAt: TimeText, receivedAt: TimeText, held: Bool, flags: [FindingFlag],
    document: FindingDocument, history: [Version] = []
  ) {
    self.id = id
    self.number = number
    self.version = version
    self.state = state
    self.reporter = reporter
    self.foundAt = foundAt
    self.receivedAt = receivedAt
    self.held = held
    self.flags = flags
    self.document = document
    self.history = history
  }
}

/// A page of findings, newest first.
public struct FindingListAnswer: Codable, Sendable {
  public var findings: [FindingView]
  /// The `after` of the next page; `nil` when this was the last.
  public var next: String?

  public init(findings: [FindingView], next: String?) {
    self.findings = findings
    self.next = next
  }
}
