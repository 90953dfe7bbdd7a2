import GRDB
import ServiceRuntime

/// Checks the watch over unread messages for `verify`: each timer waits for a message of the mailbox
/// whose name it bears.
struct UnreadAudit {
  let audit: ServiceAudit

  func faults() throws -> [ServiceFault] {
    try String.fetchAll(
      audit.database,
      sql: """
        SELECT id FROM log_timer WHERE kind NOT IN (?1, ?2) OR NOT EXISTS (
          SELECT 1 FROM message
          WHERE message.id = log_timer.subject AND log_timer.id = 'unread:' || message.unit)
        ORDER BY id
        """,
      arguments: [UnreadWatch.waiting, UnreadWatch.told]
    ).map { ServiceFault("timer-orphan", ["timer": $0]) }
  }
}
