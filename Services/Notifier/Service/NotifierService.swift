package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime

/// The notifier: the fan-out ledger, the durable mailboxes, the acknowledgements, the escalations.
package final class NotifierService: ServiceLogic {
  package let name = ServiceName.notifier
  private let mirror = RegistryMirror()
  package var access: AccessList { mirror.access }

  package init() {}

  package var migrations: [Migration] { [RegistryMirror.migration] + MailboxStore.migrations }

  package func load(from database: Database) throws {
    try mirror.load(from: database)
  }

  package func registry(in context: Context) throws -> RegistryState {
    try mirror.state(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    guard request.name == .acknowledge else { throw request.unknownName }
    return try acknowledge(request, in: context)
  }

  package var queries: any ServiceQueries { MailQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    switch record.source {
    case .registry: try mirror.apply(record, in: context)
    default: try Ledger(context: context, registry: try mirror.state(in: context)).apply(record)
    }
  }

  package func forget(
    _ source: ServiceName, after sequence: UInt64, in context: Context
  ) throws {
    if source == .registry { try mirror.forget(after: sequence, in: context) }
  }

  package func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    let noted = try context.append(
      RecordQuarantined(record: record, error: error), subject: record.record.header.subject)
    // Under its own record in the ledger: the quarantined one has its messages still to come.
    try Ledger(context: context, registry: try mirror.state(in: context)).alarm(
      "record-quarantined",
      [
        "service": name.rawValue, "source": record.source.rawValue,
        "sequence": String(record.position.sequence), "error": error,
      ],
      source: name, sequence: noted.sequence)
  }

  package func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    let noted = try context.append(stop, subject: stop.subject)
    try Ledger(context: context, registry: try mirror.state(in: context)).alarm(
      "link-stopped", stop.alarmParameters(of: name), source: name, sequence: noted.sequence)
  }

  package func timerFailed(_ failure: TimerFailed, in context: Context) throws {
    let noted = try context.append(failure, subject: .zero)
    try Ledger(context: context, registry: try mirror.state(in: context)).alarm(
      "timer-failed", failure.alarmParameters(of: name), source: name, sequence: noted.sequence)
  }

  package func faults(in audit: ServiceAudit) throws -> [ServiceFault] {
    try RegistryFactAudit(audit: audit).faults() + LedgerAudit(audit: audit).faults()
      + FanOutAudit(audit: audit).faults() + UnreadAudit(audit: audit).faults()
  }

  package func waitingMail(in database: Database) throws -> [String: UInt64] {
    try MailboxStore(database: database).waiting()
  }

  package func unreadMail(in database: Database) throws -> [UnreadMail] {
    try MailboxStore(database: database).unreadMail()
  }

  package func fire(_ timer: LogTimer, in context: Context) throws {
    try UnreadWatch(registry: try mirror.state(in: context), context: context).fire(timer)
  }

  // MARK: Commands

  private func acknowledge(
    _ request: Request, in context: Context
  ) throws -> AcknowledgeAnswer {
    let unit = try request.requireUnit()
    let store = MailboxStore(database: context.database)
    let reference = try request.require("message")
    let (owner, entry) = try store.find(reference)
    let rights = request.rights(in: try mirror.state(in: context), at: context.time)
    guard rights.may(.acknowledge, RightsSubject(mailbox: owner)) else {
      throw MailboxStore.unknown(reference)
    }
    if let earlier = entry.acknowledgedAt {
      return AcknowledgeAnswer(
        message: entry.message, unit: unit, position: entry.position, acknowledgedAt: earlier)
    }
    try context.append(
      MessageAcknowledged(unit: unit, message: entry.message, position: entry.position),
      subject: entry.finding?.bytes ?? .zero)
    try store.acknowledge(unit, entry.position, at: context.time)
    return AcknowledgeAnswer(
      message: entry.message, unit: unit, position: entry.position,
      acknowledgedAt: TimeText(context.time, in: try mirror.state(in: context).zone(of: unit)))
  }
}
