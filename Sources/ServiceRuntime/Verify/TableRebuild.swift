package import Domain
package import Events
import Foundation
import GRDB
import Log

/// Throws a service's tables away and makes them again from the logs, while the service is down.
package enum TableRebuild {
  /// What was made again: the JSON of `terpadu-<service> --rebuild`.
  package struct Report: Codable, Sendable {
    package struct Made: Codable, Sendable {
      /// Whose log the tables follow from; the service itself first.
      package var source: ServiceName
      /// How many of its records had their effect.
      package var records: UInt64
      /// Sorted.
      package var tables: [String]
    }

    package struct Kept: Codable, Sendable {
      package var source: ServiceName
      package var reason: Projection.Unusable
      /// Sorted.
      package var tables: [String]
    }

    package var service: ServiceName
    package var made: [Made]
    /// The mirrors of followed logs that were left as they are.
    package var kept: [Kept]
  }

  /// - Throws: `LogError` (`locked` while the service runs), `RuntimeError`, and what keeps the tables
  ///   from following from the logs; nothing is changed then.
  package static func run(
    _ logic: any ServiceLogic, in directory: DataDirectory, now: Timestamp
  ) async throws -> Report {
    let service = logic.name
    let file = directory.database(of: service)
    guard FileManager.default.fileExists(atPath: file) else {
      throw RuntimeError.dataDirectory(path: directory.path, detail: "\(file) is missing")
    }
    let database = try LogDatabase(
      LogDatabase.Options(
        directory: directory.path, service: service.rawValue, migrations: logic.migrations,
        isExercise: try directory.storedInstance()?.isExercise ?? false, time: now))
    let writer = try LogWriter(
      database, handlers: LogWriter.Handlers(clock: { now }, onFatal: { _ in }))
    defer { writer.stop() }
    let confined = WriterConfined<any ServiceLogic>(value: logic)
    return try await writer.perform { transaction in
      try rebuild(confined.value, in: directory, transaction)
    }
  }

  private static func rebuild(
    _ logic: any ServiceLogic, in directory: DataDirectory, _ transaction: Transaction
  ) throws -> Report {
    let database = transaction.db
    let projection = Projection(logic, path: directory.database)
    let tables = Tables(transaction)
    var report = Report(service: logic.name, made: [], kept: [])
    let own = logic.ownTables
    try empty(own, database)
    try projection.evolve(from: database, into: tables)
    report.made.append(
      .init(source: logic.name, records: transaction.head.sequence, tables: own))
    let sources = try projection.sources(in: database)
    for (source, state) in sources.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let mirrors = (logic.mirrors[source] ?? []).sorted()
      switch state {
      case .readable(let reader):
        try empty(mirrors, database)
        let count = try projection.evolve(source, by: reader, from: database, into: tables)
        report.made.append(.init(source: source, records: count, tables: mirrors))
      case .unusable(let reason):
        report.kept.append(.init(source: source, reason: reason, tables: mirrors))
      }
    }
    return report
  }

  private static func empty(_ tables: [String], _ database: Database) throws {
    for table in tables { try database.execute(sql: "DELETE FROM \"\(table)\"") }
  }
}
