import Domain
import Events
import Log

/// A country at rest, decoded: what the rules look at.
struct Country: Sendable {
  var files: [ServiceName: ServiceFile] = [:]
  /// The registry's facts with their numbers.
  var facts: [(sequence: UInt64, fact: RegistryFact)] = []
  var steps: [RecordedStep] = []
  var alerts: [RecordedAlert] = []
  var closedCases: [Recorded<CaseClosed>] = []
  var alarms: [Recorded<AlarmRaised>] = []
  var tasks: [RecordedTask] = []
  var postings: [Recorded<MessagesPosted>] = []
  var acknowledgements: [Recorded<MessageAcknowledged>] = []
  var escalations: [Recorded<EscalationRaised>] = []
  var quarantined: [ServiceName: [Recorded<RecordQuarantined>]] = [:]
  var stops: [ServiceName: [Recorded<LinkStopped>]] = [:]
  var retries: [ServiceName: [Recorded<QuarantineRetried>]] = [:]
  var messages: [MessageRow] = []
  /// What restored logs have lost, decoded as far as followers may keep what rests on it.
  var lost = LostRecords()
  /// Rows of mailboxes that stand for no message of the notifier's log.
  var strays: [String] = []
  /// What could not be read.
  var unreadable: [Violation] = []

  /// Whether a follower has put a record of a source aside: it has had no effect there yet.
  func isHeld(_ sequence: UInt64, of source: ServiceName, in follower: ServiceName) -> Bool {
    held[follower]?[source]?.contains(sequence) ?? false
  }

  /// Whether a withdrawal may have passed a step of its finding that was in quarantine: the step then
  /// tells nobody any more.
  func isOvertaken(_ step: RecordedStep) -> Bool {
    let isWithdrawn = steps.contains {
      $0.kind == .withdrawn && $0.snapshot.finding == step.snapshot.finding
        && $0.sequence > step.sequence
    }
    guard isWithdrawn, step.kind != .withdrawn else { return false }
    return (quarantined[.watch] ?? []).contains {
      $0.data.source == LogOwner(.findings) && $0.header.subject == step.header.subject
        && $0.data.position.sequence <= step.sequence
    }
  }

  var held: [ServiceName: [ServiceName: Set<UInt64>]] = [:]

  /// The first alert of each finding: it opens the finding's case.
  var openings: [RecordedAlert] {
    var seen: Set<ID<Finding>> = []
    return alerts.filter { seen.insert($0.content.finding).inserted }
  }

  /// The log's id; `nil` when the file could not be read.
  func log(of service: ServiceName) -> LogID? { files[service]?.head.log }

  /// The number of the record of a service's log among some causes.
  func cause(in service: ServiceName, of causes: [LogPosition]) -> UInt64? {
    guard let log = log(of: service) else { return nil }
    return causes.first { $0.log == log }?.sequence
  }

  /// The same with its epoch.
  func position(in service: ServiceName, of causes: [LogPosition]) -> LogPosition? {
    guard let log = log(of: service) else { return nil }
    return causes.first { $0.log == log }
  }

  /// The log whose id it is.
  func service(of log: LogID) -> ServiceName? {
    files.first { $0.value.head.log == log }?.key
  }
}
