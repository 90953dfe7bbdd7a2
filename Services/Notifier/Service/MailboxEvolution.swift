import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Brings the mailboxes, the ledger and the watch over unread messages to where an event of the
/// notifier leaves them.
struct MailboxEvolution {
  let tables: Tables

  private var database: Database { tables.database }

  func apply(_ record: OwnRecord) throws {
    switch record.header.typeCode {
    case MessagesPosted.type.code: try post(record.data(), record)
    case MessagesDelivered.type.code: try deliver(record.data(), at: record.time)
    case MessageAcknowledged.type.code: try acknowledge(record.data(), at: record.time)
    case EscalationRaised.type.code:
      let escalation: EscalationRaised = try record.data()
      try wait(
        for: escalation.message, of: escalation.unit, until: escalation.until,
        kind: UnreadWatch.told)
    case ReadingAwaited.type.code: try wait(record.data())
    default: break
    }
  }

  // MARK: Posting

  private func post(_ content: MessagesPosted, _ record: OwnRecord) throws {
    let number = content.firstNumber.flatMap { RecordNumber($0) }
    guard number != nil || content.entries.isEmpty else {
      throw LogError(.damaged, "Messages have no lawful number.")
    }
    let isRepeated = try isPosted(content.cause.event)
    try database.cachedStatement(
      sql: """
        INSERT INTO post (record, event, finding, year, first, is_withdrawal)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      Int64(record.sequence), Data(content.cause.event.bytes.array),
      content.finding.map { Data($0.bytes.array) }, number?.year ?? 0, number?.ordinal ?? 0,
      content.entries.contains { $0.kind == .withdrawal } ? 1 : 0,
    ])
    for (ordinal, entry) in content.entries.enumerated() {
      try put(entry, ordinal, record, content.cause.event, isRepeated: isRepeated)
    }
    guard let number else { return }
    try database.cachedStatement(
      sql: """
        INSERT INTO message_counter (year, last) VALUES (?, ?)
        ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)
        """
    ).execute(arguments: [number.year, number.ordinal + content.entries.count - 1])
  }

  /// Puts a message at its position in its unit's mailbox.
  ///
  /// One that does not continue the mailbox, or tells a unit of one cause twice, is against the
  /// ledger's promise: it stops the transaction rather than reaching anyone.
  private func put(
    _ entry: MessagesPosted.Entry, _ ordinal: Int, _ record: OwnRecord, _ event: ID<AnyEvent>,
    isRepeated: Bool
  ) throws {
    let id = try nextPlace(in: entry)
    if isRepeated, try isTold(id, of: event, before: record.sequence) {
      throw LogError(.damaged, "\(entry.unit) has been told of \(event).")
    }
    let insert = try tables.prepared(
      """
      INSERT INTO message (mailbox, position, record, ordinal, demands_action)
      VALUES (?, ?, ?, ?, ?)
      """)
    try insert.bind(1, id)
    try insert.bind(2, Int64(clamping: entry.position))
    try insert.bind(3, Int64(clamping: record.sequence))
    try insert.bind(4, Int64(ordinal))
    try insert.bind(5, entry.demandsAction ? 1 : 0)
    try insert.run()
    if entry.demandsAction, entry.unit != .pusatDeputi3,
      try tables.timer(UnreadWatch.timerID(entry.unit)) == nil
    {
      try wait(
        for: entry.message, of: entry.unit, until: record.time.adding(UnreadWatch.patience),
        kind: UnreadWatch.waiting)
    }
  }

  /// Moves the head of the entry's mailbox to its position.
  /// - Returns: the mailbox.
  /// - Throws: `LogError.damaged` when another position is next.
  private func nextPlace(in entry: MessagesPosted.Entry) throws -> Int64 {
    let upsert = try tables.prepared(
      """
      INSERT INTO mailbox (unit, head) VALUES (?, 1)
      ON CONFLICT (unit) DO UPDATE SET head = head + 1 RETURNING id, head
      """)
    defer { upsert.reset() }
    try upsert.bind(1, entry.unit.rawValue)
    guard try upsert.row(), upsert.integer(1) == Int64(clamping: entry.position) else {
      throw LogError(
        .damaged, "Position \(entry.position) does not continue the mailbox of \(entry.unit).")
    }
    return upsert.integer(0)
  }

  private func isPosted(_ event: ID<AnyEvent>) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM post WHERE event = ?)"),
      arguments: [Data(event.bytes.array)]) ?? false
  }

  private func isTold(_ mailbox: Int64, of event: ID<AnyEvent>, before record: UInt64) throws
    -> Bool
  {
    try Bool.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM post JOIN message ON message.record = post.record
          WHERE post.event = ? AND post.record < ? AND message.mailbox = ?)
          """),
      arguments: [Data(event.bytes.array), Int64(clamping: record), mailbox]) ?? false
  }

  // MARK: Reading

  private func deliver(_ event: MessagesDelivered, at time: Timestamp) throws {
    for delivery in event.deliveries {
      let through = Int64(clamping: delivery.through)
      try database.cachedStatement(
        sql: """
          UPDATE message SET delivered_at = ?1
          WHERE mailbox = (SELECT id FROM mailbox WHERE unit = ?2) AND position <= ?3
            AND position > (SELECT delivered FROM mailbox WHERE unit = ?2)
            AND delivered_at IS NULL
          """
      ).execute(arguments: [time.milliseconds, delivery.unit.rawValue, through])
      try database.cachedStatement(
        sql: "UPDATE mailbox SET delivered = min(head, max(delivered, ?)) WHERE unit = ?"
      ).execute(arguments: [through, delivery.unit.rawValue])
    }
  }

  private func acknowledge(_ event: MessageAcknowledged, at time: Timestamp) throws {
    try database.cachedStatement(
      sql: """
        UPDATE message SET acknowledged_at = ?1, delivered_at = coalesce(delivered_at, ?1)
        WHERE mailbox = (SELECT id FROM mailbox WHERE unit = ?2) AND position = ?3
          AND acknowledged_at IS NULL
        """
    ).execute(arguments: [
      time.milliseconds, event.unit.rawValue, Int64(clamping: event.position),
    ])
  }

  // MARK: The watch

  private func wait(_ event: ReadingAwaited) throws {
    guard let message = event.message, let until = event.until else {
      return try tables.cancelTimer(UnreadWatch.timerID(event.unit))
    }
    try wait(
      for: message, of: event.unit, until: until,
      kind: event.told ? UnreadWatch.told : UnreadWatch.waiting)
  }

  private func wait(
    for message: ID<Message>, of unit: UnitID, until time: Timestamp, kind: String
  ) throws {
    try tables.schedule(
      LogTimer(
        id: UnreadWatch.timerID(unit), kind: kind, subject: message.bytes, dueAt: time))
  }
}
