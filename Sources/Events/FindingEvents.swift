package import Domain

/// A finding as it stands after an event: every event of findings carries the whole of it, so that
/// a follower needs no table of findings to know what an event is about.
package struct FindingSnapshot: Hashable, Sendable {
  package var finding: ID<Finding>
  /// The short number for people, such as `F-2026-000123`.
  package var number: String
  /// 1 for the report; each later step makes the next. A version never changes.
  package var version: Int
  package var state: FindingState
  package var reporter: UnitID
  /// When findings committed the report.
  package var receivedAt: Timestamp
  package var document: FindingDocument
  /// True while only the named group and the reporter know of it.
  package var held: Bool
  /// Sorted.
  package var flags: [FindingFlag]
  /// The UPT whose area the places lie in, as findings' registry had it at this version; sorted.
  package var owners: [UnitID] = []

  package init(
    finding: ID<Finding>, number: String, version: Int, state: FindingState, reporter: UnitID,
    receivedAt: Timestamp, document: FindingDocument, held: Bool, flags: [FindingFlag]
  ) {
    self.finding = finding
    self.number = number
    self.version = version
    self.state = state
    self.reporter = reporter
    self.receivedAt = receivedAt
    self.document = document
    self.held = held
    self.flags = flags
  }

  /// Who alone may know of it; `nil` unless it is confidential.
  package var confidential: ConfidentialGroup? {
    held ? ConfidentialGroup(reporter: reporter, units: document.group) : nil
  }

  /// What decides who may do something with it.
  package var rightsSubject: RightsSubject {
    RightsSubject(reporter: reporter, document: document, confidential: confidential)
  }
}

/// What each event of a finding carries, read without regard to its type.
package struct FindingEvent: Decodable, Sendable {
  private struct Carried: Decodable, Sendable {
    let snapshot: FindingSnapshot
    let by: UnitID?
    let changes: [String]?
    let reason: String?
    let test: TestRecord?
  }

  private let data: Carried

  package var snapshot: FindingSnapshot { data.snapshot }

  /// Who took the step; the reporter of a report.
  package var by: UnitID { data.by ?? data.snapshot.reporter }

  /// The fields that an amendment changed, and `test` for a test.
  package var changes: [String] { data.changes ?? (data.test == nil ? [] : ["test"]) }

  /// The words of a withdrawal, or the number of a laboratory's report.
  package var reason: String? { data.reason ?? data.test?.reportNumber }
}

/// A unit reported a finding (temuan).
package struct FindingReported: EventPayload {
  package static let type = EventType("finding.reported", 201, owner: .findings)
  package var snapshot: FindingSnapshot
  /// The document as it was received, byte for byte.
  package var original: String

  package init(snapshot: FindingSnapshot, original: String) {
    self.snapshot = snapshot
    self.original = original
  }
}

/// The reporter replaced the document by a new version.
package struct FindingAmended: EventPayload {
  package static let type = EventType("finding.amended", 202, owner: .findings)
  package var snapshot: FindingSnapshot
  package var by: UnitID
  /// The fields that differ from the version before, as paths.
  package var changes: [String]
  /// Whether the change must be told to everyone told before.
  package var material: Bool
  package var previousState: FindingState
  /// The document as it was received, byte for byte.
  package var original: String

  package init(
    snapshot: FindingSnapshot, by: UnitID, changes: [String], material: Bool,
    previousState: FindingState, original: String
  ) {
    self.snapshot = snapshot
    self.by = by
    self.changes = changes
    self.material = material
    self.previousState = previousState
    self.original = original
  }
}

/// A test's result came in. The state of the snapshot is the one after it.
package struct FindingTested: EventPayload {
  package static let type = EventType("finding.tested", 203, owner: .findings)
  package var snapshot: FindingSnapshot
  package var by: UnitID
  package var test: TestRecord
  package var previousState: FindingState
  /// When the result was read or issued: decides which coordinator is told.
  package var occurredAt: Timestamp

  package init(
    snapshot: FindingSnapshot, by: UnitID, test: TestRecord, previousState: FindingState,
    occurredAt: Timestamp
  ) {
    self.snapshot = snapshot
    self.by = by
    self.test = test
    self.previousState = previousState
    self.occurredAt = occurredAt
  }
}

/// A finding does not stand and was taken back.
package struct FindingWithdrawn: EventPayload {
  package static let type = EventType("finding.withdrawn", 204, owner: .findings)
  package var snapshot: FindingSnapshot
  package var by: UnitID
  package var reason: String
  package var previousState: FindingState

  package init(
    snapshot: FindingSnapshot, by: UnitID, reason: String, previousState: FindingState
  ) {
    self.snapshot = snapshot
    self.by = by
    self.reason = reason
    self.previousState = previousState
  }
}

/// A finding is done with.
package struct FindingClosed: EventPayload {
  package static let type = EventType("finding.closed", 205, owner: .findings)
  package var snapshot: FindingSnapshot
  package var by: UnitID
  package var previousState: FindingState

  package init(snapshot: FindingSnapshot, by: UnitID, previousState: FindingState) {
    self.snapshot = snapshot
    self.by = by
    self.previousState = previousState
  }
}

/// A confidential finding was opened to its whole circle.
package struct FindingOpened: EventPayload {
  package static let type = EventType("finding.opened", 206, owner: .findings)
  package var snapshot: FindingSnapshot
  package var by: UnitID

  package init(snapshot: FindingSnapshot, by: UnitID) {
    self.snapshot = snapshot
    self.by = by
  }
}
