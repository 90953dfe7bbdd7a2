import Domain
import Events
import Log

/// One step of a finding as findings' log has it.
struct RecordedStep: Sendable {
  enum Kind: String {
    case reported, amended, tested, withdrawn, closed, opened
  }

  var header: RecordHeader
  var cause: [LogPosition]
  var kind: Kind
  var snapshot: FindingSnapshot
  var by: UnitID
  /// `nil` for a report and an opening.
  var previousState: FindingState?
  /// Decides the coordinator.
  var occurredAt: Timestamp
  var reason: String?
  var changes: [String] = []
  /// The document of a report or an amendment, as it was received.
  var original: String?

  var sequence: UInt64 { header.sequence }

  /// - Returns: `nil` for a record that is no step of a finding.
  init?(_ record: Log.Record) throws {
    let header = record.header
    switch header.typeCode {
    case FindingReported.type.code:
      let event = try EventCoding.decode(Event<FindingReported>.self, from: record.payload)
      self.init(header, event, .reported, event.data.snapshot, event.data.snapshot.reporter)
      original = event.data.original
    case FindingAmended.type.code:
      let event = try EventCoding.decode(Event<FindingAmended>.self, from: record.payload)
      self.init(header, event, .amended, event.data.snapshot, event.data.by)
      previousState = event.data.previousState
      (changes, original) = (event.data.changes, event.data.original)
    case FindingTested.type.code:
      let event = try EventCoding.decode(Event<FindingTested>.self, from: record.payload)
      self.init(header, event, .tested, event.data.snapshot, event.data.by)
      previousState = event.data.previousState
      occurredAt = event.data.occurredAt
      changes = ["test"]
      reason = event.data.test.reportNumber
    case FindingWithdrawn.type.code:
      let event = try EventCoding.decode(Event<FindingWithdrawn>.self, from: record.payload)
      self.init(header, event, .withdrawn, event.data.snapshot, event.data.by)
      previousState = event.data.previousState
      reason = event.data.reason
    case FindingClosed.type.code:
      let event = try EventCoding.decode(Event<FindingClosed>.self, from: record.payload)
      self.init(header, event, .closed, event.data.snapshot, event.data.by)
      previousState = event.data.previousState
    case FindingOpened.type.code:
      let event = try EventCoding.decode(Event<FindingOpened>.self, from: record.payload)
      self.init(header, event, .opened, event.data.snapshot, event.data.by)
    default:
      return nil
    }
  }

  private init<Payload: EventPayload>(
    _ header: RecordHeader, _ event: Event<Payload>, _ kind: Kind, _ snapshot: FindingSnapshot,
    _ by: UnitID
  ) {
    self.header = header
    self.cause = header.causes
    self.kind = kind
    self.snapshot = snapshot
    self.by = by
    occurredAt = header.time
  }
}

extension RecordedStep: CustomStringConvertible {
  var description: String {
    "version \(snapshot.version) (\(kind.rawValue)) of \(snapshot.number), findings \(sequence)"
  }
}
