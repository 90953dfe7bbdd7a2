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

  package var migrations: [Migration] { [RegistryMirror.migration, MailboxStore.migration] }
  package var tables: [String] { ["mailbox", "post", "message", "message_counter"] }
  package var mirrors: [ServiceName: [String]] { [.registry: RegistryMirror.tables] }

  package func load(from database: Database) throws {
    try mirror.load(from: database)
  }

  package func registry(in context: Context) throws -> RegistryState {
    try mirror.state(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try NotifierService.commands.answer(
      request,
      by: Acknowledging(registry: mirror.state(in: context), context: context, request: request))
  }

  private static let commands = RequestRoutes<Acknowledging>()
    .on(AcknowledgeMessage.self) { try $0.acknowledge($1) }

  package var queries: any ServiceQueries { MailQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    guard record.source != .registry else { return }
    try Ledger(context: context, registry: try mirror.state(in: context)).apply(record)
  }

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try MailboxEvolution(tables: tables).apply(record)
  }

  package func evolve(_ record: FollowedRecord, in tables: Tables) throws {
    guard record.source == .registry else { return }
    try mirror.evolve(record.record.header, record.record.payload, in: tables)
  }

  package func forget(
    _ source: ServiceName, after sequence: UInt64, in context: Context
  ) throws {
    if source == .registry { try mirror.forget(after: sequence, in: context) }
  }

  package func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    // Under its own record in the ledger: the quarantined one has its messages still to come.
    try Ledger(context: context, registry: try mirror.state(in: context)).alarm(
      "record-quarantined",
      [
        "service": name.rawValue, "source": record.source.rawValue,
        "sequence": String(record.position.sequence), "error": error,
      ],
      because: RecordQuarantined(record: record, error: error),
      subject: record.record.header.subject)
  }

  package func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    try Ledger(context: context, registry: try mirror.state(in: context)).alarm(
      "link-stopped", stop.alarmParameters(of: name), because: stop, subject: stop.subject)
  }

  package func timerFailed(_ failure: TimerFailed, in context: Context) throws {
    try Ledger(context: context, registry: try mirror.state(in: context)).alarm(
      "timer-failed", failure.alarmParameters(of: name), because: failure, subject: .zero)
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
}

/// What a unit declares of its messages.
private struct Acknowledging {
  let registry: RegistryState
  let context: Context
  let request: Request

  func acknowledge(_ command: AcknowledgeMessage) throws -> AcknowledgeAnswer {
    let unit = try request.requireUnit()
    let store = MailboxStore(database: context.database)
    let (owner, entry) = try store.find(command.message)
    let rights = request.rights(in: registry, at: context.time)
    guard rights.may(.acknowledge, RightsSubject(mailbox: owner)) else {
      throw MailboxStore.unknown(command.message)
    }
    if let earlier = entry.acknowledgedAt {
      return AcknowledgeAnswer(
        message: entry.message, unit: unit, position: entry.position, acknowledgedAt: earlier)
    }
    try context.append(
      MessageAcknowledged(unit: unit, message: entry.message, position: entry.position),
      subject: entry.finding?.bytes ?? .zero)
    return AcknowledgeAnswer(
      message: entry.message, unit: unit, position: entry.position,
      acknowledgedAt: TimeText(context.time, in: registry.zone(of: unit)))
  }
}
