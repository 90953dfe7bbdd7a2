import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Counts the provisional terms again when a holiday table came: however many there are, a portion in
/// each transaction. How far it is stands in the file, so that the next process goes on; the terms
/// themselves follow from the events that it appends, like any.
struct TermRecount {
  /// Tasks of one transaction.
  static let portionMax = 128

  let context: Context
  /// The registry as it is when a later portion begins.
  let registry: (Context) throws -> RegistryState

  /// Begins with the first task, because of the record that is being applied.
  /// - Parameter upcoming: the registry as it will be when that record is kept.
  func begin(because record: FollowedRecord, with upcoming: RegistryState) throws {
    let position = record.position
    try context.database.cachedStatement(
      sql: """
        INSERT INTO recount (id, after, event, log, epoch, seq) VALUES (1, x'', ?1, ?2, ?3, ?4)
        ON CONFLICT (id) DO UPDATE SET
          after = x'', event = ?1, log = ?2, epoch = ?3, seq = ?4
        """
    ).execute(arguments: [
      Data(record.event.bytes.array), Data(position.log.bytes.array),
      Int64(clamping: position.epoch), Int64(clamping: position.sequence),
    ])
    try goOn(with: upcoming)
  }

  /// The next portion, if one is left; the one after it follows in a later transaction.
  func goOn() throws { try goOn(with: nil) }

  private func goOn(with upcoming: RegistryState?) throws {
    guard
      let row = try Row.fetchOne(
        context.database, sql: "SELECT after, event, log, epoch, seq FROM recount")
    else { return }
    let (after, event, log): (Data, Data, Data) = (row["after"], row["event"], row["log"])
    let (epoch, sequence): (Int64, Int64) = (row["epoch"], row["seq"])
    let resting = context.resting(
      on: LogPosition(
        log: LogID(bytes: UUIDBytes(log)), sequence: UInt64(clamping: sequence),
        epoch: UInt64(clamping: epoch)),
      event: ID(bytes: UUIDBytes(event)))
    let followUp = FollowUpTasks(registry: try upcoming ?? registry(resting), context: resting)
    let tasks = try TaskStore(database: context.database)
      .provisional(after: Array(after), limit: TermRecount.portionMax)
    for task in tasks { try followUp.recount(task) }
    guard tasks.count == TermRecount.portionMax, let last = tasks.last else {
      return try context.database.execute(sql: "DELETE FROM recount")
    }
    try context.database.cachedStatement(sql: "UPDATE recount SET after = ?")
      .execute(arguments: [Data(last.task.bytes.array)])
    context.continueLater("recount") { [registry] in
      try TermRecount(context: $0, registry: registry).goOn()
    }
  }
}
