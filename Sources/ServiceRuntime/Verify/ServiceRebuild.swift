package import Domain
import Events
package import GRDB
package import Log

/// Makes a service's log and tables a second time, in memory, from the records that it followed: for a
/// check that the order in which they had their effect, and nothing else, decides what it holds.
///
/// Whoever drives it says the order and the times. What no followed record explains (the effects of
/// commands and timers, what was put in quarantine) is taken from the log as it stands.
package final class ServiceRebuild {
  private let logic: any ServiceLogic
  private let log: MemoryLog
  private let isExercise: Bool

  package init(_ logic: any ServiceLogic, as identity: LogIdentity) throws {
    self.logic = logic
    isExercise = identity.isExercise
    log = try MemoryLog(identity, migrations: logic.migrations)
    try log.query { try logic.load(from: $0) }
  }

  /// Lets a followed record have its effect.
  /// - Returns: how many records it made.
  /// - Throws: what the service's logic throws; nothing of the record stays.
  package func apply(_ record: FollowedRecord, at time: Timestamp) throws -> Int {
    try log.perform(at: time) { transaction in
      let context = Context(
        transaction: transaction, service: logic.name, isExercise: isExercise,
        causes: [record.position], causeEvent: record.event)
      try logic.apply(record, in: context)
      let header = record.record.header
      if try transaction.cursor(of: record.source.rawValue)?.sequence ?? 0 < header.sequence {
        try transaction.setCursor(LogCursor(header), of: record.source.rawValue)
      }
    }.count
  }

  /// Appends a record of the service's own log as it stands there.
  /// - Parameter effect: changes the tables as it did.
  package func append(
    _ record: Log.Record, effect: (Database) throws -> Void = { _ in }
  ) throws {
    let header = record.header
    _ = try log.perform(at: header.time) { transaction in
      try transaction.append(
        NewRecord(
          typeCode: header.typeCode, minReader: header.minReader, subject: header.subject,
          event: header.event, causes: header.causes, payload: record.payload))
      try effect(transaction.db)
    }
  }

  package func query<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try log.query(body)
  }
}
