package import Domain
package import Events
package import GRDB
package import Log
import Security

/// A record of the service's own log on its way into the tables: just appended, or read again by a
/// rebuild.
package struct OwnRecord {
  package let header: RecordHeader
  package let payload: [UInt8]
  /// What was appended a moment ago, so that it need not be decoded.
  private let content: (any EventPayload)?

  package init(_ record: Log.Record) {
    self.init(header: record.header, payload: record.payload, content: nil)
  }

  init(header: RecordHeader, payload: [UInt8], content: (any EventPayload)?) {
    self.header = header
    self.payload = payload
    self.content = content
  }

  package var sequence: UInt64 { header.sequence }

  /// The root subject; `.zero` for none.
  package var subject: UUIDBytes { header.subject }

  /// The domain clock at the commit.
  package var time: Timestamp { header.time }

  package func isEvent<Payload: EventPayload>(_: Payload.Type) -> Bool {
    header.typeCode == Payload.type.code
  }

  /// The event's content.
  /// - Throws: `DecodingError` for a record of another type, or one that this program cannot read.
  package func data<Payload: EventPayload>(_: Payload.Type = Payload.self) throws -> Payload {
    if let content = content as? Payload { return content }
    return try EventCoding.decode(Event<Payload>.self, from: payload).data
  }
}

extension ServiceLogic {
  /// Lets the tables follow from a record of the own log: the service's, and the runtime's.
  func evolveAll(_ record: OwnRecord, in tables: Tables) throws {
    if record.isEvent(CommandAnswered.self) {
      try tables.noteAnswer(record.data(), in: record.sequence)
    } else {
      try evolve(record, in: tables)
    }
  }

  /// The tables that follow from the own log.
  var ownTables: [String] { (tables + ["log_answer", "log_timer"]).sorted() }
}

/// The tables of a service's file as `evolve` sees them, inside the transaction of the record.
package struct Tables {
  private let transaction: Transaction

  package init(_ transaction: Transaction) { self.transaction = transaction }

  package var database: Database { transaction.db }

  /// For SQL that runs for every record: see `Transaction.prepared`.
  package func prepared(_ sql: String) throws -> PreparedStatement {
    try transaction.prepared(sql)
  }

  package func timer(_ id: String) throws -> LogTimer? { try transaction.timer(id) }

  /// Sets a timer, or moves the one with the same id.
  package func schedule(_ timer: LogTimer) throws { try transaction.schedule(timer) }

  package func cancelTimer(_ id: String) throws { try transaction.cancelTimer(id) }

  func noteAnswer(_ event: CommandAnswered, in record: UInt64) throws {
    guard let request = Digest32(hexadecimal: event.request) else {
      throw LogError(.damaged, "The digest of command \(event.command) is none.")
    }
    try transaction.noteAnswer(
      for: event.giver, command: event.command, request: request, in: record)
  }

  /// For state in memory that is changed together with the tables: runs `body` after the commit.
  package func onCommit(_ body: @escaping () -> Void) { transaction.onCommit(body) }

  /// Runs `body` when what was done since the innermost savepoint began is undone.
  package func onRollback(_ body: @escaping () -> Void) { transaction.onRollback(body) }
}
