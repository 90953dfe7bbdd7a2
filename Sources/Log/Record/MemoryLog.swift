package import Domain
import Events
package import GRDB
import GRDBSQLite

/// A log with its tables in memory, for a check that makes a service's state a second time. Nothing of
/// it is durable, published or locked; it lives as long as the value and is used from one thread.
package final class MemoryLog {
  private let queue: DatabaseQueue
  private let transaction: Transaction

  /// Makes an empty log of the given identity with the tables of its service.
  /// - Throws: `LogError`.
  package init(_ identity: LogIdentity, migrations: [Migration]) throws {
    do {
      let queue = try DatabaseQueue(configuration: LogConnection.common())
      self.queue = queue
      transaction = try queue.writeWithoutTransaction { database in
        let migrator = Migrator(database: database, time: identity.createdAt)
        try migrator.prepare()
        try migrator.run(Migration.log, owner: "log")
        guard let connection = database.sqliteConnection else {
          throw LogError(.misuse, "The connection is closed.")
        }
        let insert = try PreparedStatement(
          "INSERT INTO log_identity VALUES (1, ?, ?, ?, ?, ?)", on: connection)
        try insert.bind(1, identity.log.bytes)
        try insert.bind(2, Int64(clamping: identity.epoch))
        try insert.bind(3, identity.service)
        try insert.bind(4, identity.isExercise ? 1 : 0)
        try insert.bind(5, identity.createdAt.milliseconds)
        try insert.run()
        try migrator.run(migrations, owner: identity.service)
        return try Transaction(
          database: database, connection: connection, isExercise: identity.isExercise,
          entropy: { Array(repeating: 0, count: $0) })
      }
    } catch {
      throw LogError.wrapping(error, while: "make a log in memory")
    }
  }

  /// Does a piece of work in a transaction of its own, at `time`.
  /// - Returns: what it appended.
  /// - Throws: what `work` throws, after its effect is undone.
  package func perform(
    at time: Timestamp, _ work: (Transaction) throws -> Void
  ) throws -> [Record] {
    try queue.writeWithoutTransaction { _ in
      try transaction.beginGroup(at: time)
      do {
        try transaction.inSavepoint { try work(transaction) }
      } catch {
        transaction.abandonGroup()
        throw error
      }
      return try transaction.commitGroup()
    }
  }

  package func query<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try queue.unsafeRead(body)
  }
}
