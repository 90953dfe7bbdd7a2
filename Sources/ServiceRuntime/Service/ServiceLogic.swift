package import Bus
package import Domain
package import Events
package import GRDB
package import Log

/// What one service does: its commands, and what it makes of the logs that it follows.
///
/// It decides, and it evolves. `execute`, `apply` and `fire` read the tables and append events;
/// `evolve` is the only writer of the tables, in the transaction of the record that it is given. So
/// each row follows from the logs, and `rebuild` can make the tables again.
///
/// Every function runs on the service's writer thread, inside the transaction and savepoint of its
/// piece of work: what it throws takes back everything that it wrote. It is deterministic: time,
/// identifiers and chance come from the context.
package protocol ServiceLogic: AnyObject {
  var name: ServiceName { get }

  /// The service's own tables, after the log's.
  var migrations: [Migration] { get }

  /// The tables that follow from the service's own log: what `rebuild` makes again and `verify`
  /// compares, besides the timers.
  var tables: [String] { get }

  /// The tables that follow from followed logs, by log.
  var mirrors: [ServiceName: [String]] { get }

  /// The keys that units have enrolled, as this service has applied them; what its door for units
  /// asks.
  var access: AccessList { get }

  /// Rebuilds what is kept in memory from the service's tables. Called once, before any work.
  func load(from database: Database) throws

  /// Called once after `load`, in a transaction of its own, before the door opens: the place for
  /// what a new log must hold from the start.
  func start(in context: Context) throws

  /// The registry as this service has applied it: what kind of unit each is decides what it may do.
  func registry(in context: Context) throws -> RegistryState

  /// Carries a command out.
  /// - Returns: the answer, encoded as JSON and stored under the command's id.
  /// - Throws: `Refusal` when the command is not carried out; nothing of it stays.
  func execute(_ request: Request, in context: Context) throws -> any Encodable

  /// What answers queries beside the writer. Asked for once, before any work.
  var queries: any ServiceQueries { get }

  /// Decides what follows from one record of a followed log, before `evolve` keeps it.
  /// - Throws: anything: the record and the later ones of its subject go to quarantine.
  func apply(_ record: FollowedRecord, in context: Context) throws

  /// Brings the tables to where a record of the service's own log leaves them. It reads nothing but
  /// the record and the tables of `tables`, and no record of the log.
  func evolve(_ record: OwnRecord, in tables: Tables) throws

  /// Keeps what a followed record says in the tables of `mirrors`.
  func evolve(_ record: FollowedRecord, in tables: Tables) throws

  /// A followed log was restored and is followed on from this number: facts that were kept of later
  /// records are removed, as the log's present ones are applied next. What follows from records stays.
  func forget(_ source: ServiceName, after sequence: UInt64, in context: Context) throws

  /// A record went to quarantine in this transaction; the place to raise the alarm.
  func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws

  /// A followed log is followed no more until a person decides; the place to raise the alarm.
  func linkStopped(_ stop: LinkStopped, in context: Context) throws

  /// A timer has failed as often as a person must hear of; the place to raise the alarm.
  func timerFailed(_ failure: TimerFailed, in context: Context) throws

  /// Messages that no reader has fetched, by unit. The notifier's alone.
  func waitingMail(in database: Database) throws -> [String: UInt64]

  /// The units of which it was told that they do not read, sorted. The notifier's alone.
  func unreadMail(in database: Database) throws -> [UnreadMail]

  /// A timer of this service fell due. What it appends must move or cancel the timer.
  func fire(_ timer: LogTimer, in context: Context) throws
}

extension ServiceLogic {
  package func start(in context: Context) throws {}

  package func forget(
    _ source: ServiceName, after sequence: UInt64, in context: Context
  ) throws {}

  package func evolve(_ record: FollowedRecord, in tables: Tables) throws {}

  package func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    try context.append(stop, subject: stop.subject)
  }

  package func timerFailed(_ failure: TimerFailed, in context: Context) throws {
    try context.append(failure, subject: .zero)
  }

  package func waitingMail(in database: Database) throws -> [String: UInt64] { [:] }
  package func unreadMail(in database: Database) throws -> [UnreadMail] { [] }
  package func fire(_ timer: LogTimer, in context: Context) throws {}
}

/// A service that keeps mailboxes and pushes what is in them.
package protocol MailboxKeeper: ServiceLogic {
  /// Reads mailboxes beside the writer, on the reading thread.
  func mailboxes(reader: LogReader, write: @escaping MailboxWrite) -> any MailboxSource
}

/// Hands a piece of work to the writer, from any thread. When it was not taken, or threw and is undone,
/// the second closure runs instead of its effect.
package typealias MailboxWrite =
  @Sendable (
    _ work: @escaping @Sendable (Context) throws -> Void, _ failed: @escaping @Sendable () -> Void
  ) -> Void

/// A request as a service sees it: who asks, what, and the document that came with it.
package struct Request: Sendable {
  /// The largest document that comes with a request, in bytes.
  package static let documentBytesMax = 64 << 10

  package let head: RequestHead
  /// The second frame, byte for byte; empty when there was none.
  package let document: [UInt8]

  package init(head: RequestHead, document: [UInt8]) {
    self.head = head
    self.document = document
  }

  package var name: RequestName { head.name }

  /// The fields as a value of the request's type.
  /// - Throws: `Refusal` that names the field that is missing, unknown or wrong.
  package func content<Content: ServiceRequest>(
    _: Content.Type = Content.self
  ) throws(Refusal) -> Content {
    try Content(head.fields)
  }

  /// What the table of rights knows it by; `nil` for a name that it does not have.
  package var action: Action? { Action(rawValue: head.name.rawValue) }

  /// The unit on whose behalf a command is given.
  package func requireUnit() throws(Refusal) -> UnitID {
    guard let unit = head.unit else { throw .invalid("as", "required") }
    return unit
  }

  /// The refusal of a name that this service does not know.
  package var unknownName: Refusal {
    Refusal(.invalid, field: "name", rule: "unknown-request", ["value": name.rawValue])
  }
}

/// A record of a followed log.
package struct FollowedRecord: Sendable {
  package let source: ServiceName
  package let record: Log.Record
  private let mark: Mark?
  private let decoded = Decoded()

  /// The event once it is decoded: deciding and keeping ask for the same one.
  ///
  /// - Note: `@unchecked Sendable` because a record is decoded on the writer's thread alone.
  private final class Decoded: @unchecked Sendable {
    var event: (any Sendable)?
  }

  /// What is particular about a record.
  package enum Mark: Sendable {
    case overtaken
    case repeated
  }

  /// A withdrawal of its subject, which nothing holds back, was applied before it: it was in quarantine
  /// meanwhile. It must not tell anybody of what does not stand any more.
  package var isOvertaken: Bool { mark == .overtaken }

  /// Its event was applied before, and the log, restored since, brings it again. What it says may be
  /// other than what it said then: a service that decides anew may come to another decision.
  package var isRepeated: Bool { mark == .repeated }

  package init(source: ServiceName, record: Log.Record, mark: Mark? = nil) {
    self.source = source
    self.record = record
    self.mark = mark
  }

  /// The event's identifier.
  package var event: ID<AnyEvent> { ID(bytes: record.header.event) }

  package var position: LogPosition { record.header.position }

  package func isEvent<Payload: EventPayload>(_: Payload.Type) -> Bool {
    record.header.typeCode == Payload.type.code
  }

  package func event<Payload: EventPayload>(
    _: Payload.Type = Payload.self
  ) throws -> Event<Payload> {
    if let event = decoded.event as? Event<Payload> { return event }
    let event = try EventCoding.decode(Event<Payload>.self, from: record.payload)
    decoded.event = event
    return event
  }
}

extension RecordQuarantined {
  package init(record: FollowedRecord, error: String) {
    self.init(source: record.source, position: record.position, error: String(error.prefix(500)))
  }
}

extension LinkStopped {
  /// Under which every service appends it: the last event of a link is found by it.
  package var subject: UUIDBytes { LinkSubject.of(source) }
}
