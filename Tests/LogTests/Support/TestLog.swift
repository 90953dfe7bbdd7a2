import Domain
import Foundation
import GRDB
import Log
import Synchronization

/// A service's file with its writer, a clock that the test sets, and all that the writer said.
final class TestLog: Sendable {
  struct Heard: Sendable {
    var published: [Log.Record] = []
    var fatal: [LogError] = []
    var tickFailures: [String] = []
  }

  private let folder: TestFolder
  let database: LogDatabase
  let writer: LogWriter
  let heard = SharedBox(Heard())
  let clock: SharedBox<Int64>

  init(
    _ folder: TestFolder, service: String = "findings", migrations: [Migration] = TestLog.effects,
    configuration: LogWriter.Configuration = .init(), walSpaceBytes: Int = 0,
    epoch: UInt64? = nil, onTick: @escaping LogWriter.Work = { _ in }
  ) throws {
    let clock = SharedBox<Int64>(1_772_616_000_000)
    self.clock = clock
    self.folder = folder
    var options = LogDatabase.Options(
      directory: folder.path, service: service, migrations: migrations,
      time: Timestamp(milliseconds: 1), walSpaceBytes: walSpaceBytes)
    options.epoch = epoch
    database = try LogDatabase(options)
    let heard = heard
    var handlers = LogWriter.Handlers(
      clock: { Timestamp(milliseconds: clock.value) },
      onFatal: { error in heard.update { $0.fatal.append(error) } })
    handlers.onCommit = { records in heard.update { $0.published += records } }
    handlers.onTick = onTick
    handlers.onTickFailure = { error in heard.update { $0.tickFailures.append("\(error)") } }
    writer = try LogWriter(database, configuration: configuration, handlers: handlers)
  }

  deinit { writer.stop() }

  /// A table for what handlers do, beside the log's own.
  static let effects = [
    Migration(1, sql: "CREATE TABLE effect (id INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT")
  ]

  @discardableResult
  func append(_ payload: String, subject: UUIDBytes = .zero) async throws -> RecordHeader {
    try await writer.perform {
      try $0.append(NewRecord(typeCode: 1, subject: subject, payload: Array(payload.utf8)))
    }
  }

  /// What handlers wrote down, in order.
  func effects() throws -> [String] {
    try database.reader().query { database in
      try String.fetchAll(database, sql: "SELECT what FROM effect ORDER BY id")
    }
  }
}

extension Transaction {
  func note(_ what: String) throws {
    let statement = try prepared("INSERT INTO effect (what) VALUES (?)")
    try statement.bind(1, what)
    try statement.run()
  }
}
