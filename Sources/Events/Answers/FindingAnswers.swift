package import Domain

/// The answer to `finding.report`.
package struct ReportAnswer: Codable, Sendable {
  package var id: ID<Finding>
  package var number: String
  package var version: Int
  /// The finding's first case: the finding's own bytes.
  package var caseID: ID<Case>
  package var state: FindingState
  package var flags: [FindingFlag]
  package var position: LogPosition

  package init(
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
package struct FindingChangeAnswer: Codable, Sendable {
  package var id: ID<Finding>
  package var number: String
  package var version: Int
  package var state: FindingState
  /// What the new version changed, as field paths; empty where no version was made.
  package var changes: [String]
  package var position: LogPosition

  package init(
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
package struct FindingView: Codable, Sendable {
  /// One version, with what made it.
  package struct Version: Codable, Sendable {
    package var version: Int
    /// `reported`, `amended`, `tested`, `withdrawn`, `closed` or `opened`.
    package var step: String
    package var state: FindingState
    package var at: TimeText
    package var by: UnitID
    package var changes: [String]
    package var reason: String?

    package init(
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

  package var id: ID<Finding>
  package var number: String
  package var version: Int
  package var state: FindingState
  package var reporter: UnitID
  package var foundAt: TimeText
  package var receivedAt: TimeText
  package var held: Bool
  package var flags: [FindingFlag]
  /// The document of the present version.
  package var document: FindingDocument
  /// Empty in lists; else a page of it.
  package var history: [Version]
  /// The `after` of the history's next page; `nil` when this was the last.
  package var next: Int?

  package init(
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

/// A page of findings, newest first. It may be empty and yet not be the last.
package struct FindingListAnswer: Codable, Sendable {
  package var findings: [FindingView]
  /// The `after` of the next page, to be given as it is; `nil` when this was the last.
  package var next: String?

  package init(findings: [FindingView], next: String?) {
    self.findings = findings
    self.next = next
  }
}
