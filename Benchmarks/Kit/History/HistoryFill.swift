import Domain
import Events
import FindingsService
import Foundation
import GRDB
import Log
import PemdaLiaisonService
import ServiceRuntime

/// Fills the files of services that do not run with copies of the one finding and the one task that
/// they have. The copies' records say what the first ones said; the tables give them other numbers.
struct HistoryFill: Sendable {
  let directory: String

  /// How fast it went.
  struct Rates: Sendable {
    var seconds: Double
    /// Copies a second in the first tenth and in the last.
    var start: Double
    var end: Double
  }

  func addFindings(_ count: Int) async throws -> Rates {
    let service = FindingsService()
    return try await fill(service.name, service.migrations, count) {
      try HistoryFill.copyFinding($0, in: $1)
    }
  }

  func addTasks(_ count: Int) async throws -> Rates {
    let service = PemdaLiaisonService()
    return try await fill(service.name, service.migrations, count) {
      try HistoryFill.copyTask($0, in: $1)
    }
  }

  private func fill(
    _ service: ServiceName, _ migrations: [Migration], _ count: Int,
    _ copy: @escaping @Sendable (ClosedRange<Int>, Transaction) throws -> Void
  ) async throws -> Rates {
    let database = try LogDatabase(
      LogDatabase.Options(
        directory: directory, service: service.rawValue, migrations: migrations,
        time: .wallClock))
    let writer = try LogWriter(
      database,
      handlers: LogWriter.Handlers(clock: { .wallClock }, onFatal: { BenchmarkNode.fail($0) }))
    let tenth = max(count / 10, 1)
    var reached: [Int: UInt64] = [0: MonotonicClock.nanoseconds]
    var done = 0
    while done < count {
      // A thousand in one commit, and a commit ends where a rate is taken.
      let mark = done < tenth ? tenth : done < count - tenth ? count - tenth : count
      let last = min(done + 1_000, mark)
      let batch = done + 1...last
      try await writer.perform { try copy(batch, $0) }
      done = last
      if done == mark { reached[done] = MonotonicClock.nanoseconds }
    }
    try await onBlockingThread { writer.stop() }
    func rate(_ from: Int, _ to: Int) -> Double {
      guard let start = reached[from], let end = reached[to], end > start else { return 0 }
      return Double(to - from) / (Double(end - start) / 1_000_000_000)
    }
    let whole = rate(0, count)
    return Rates(
      seconds: whole > 0 ? Double(count) / whole : 0, start: rate(0, tenth),
      end: rate(count - tenth, count))
  }

  /// An identifier and a record of its own for a copy of the one that stands in `record`.
  private static func append<Subject>(
    _ ordinal: Int, like record: Int64, in transaction: Transaction
  ) throws -> (id: ID<Subject>, record: Int64) {
    let id = ID<Subject>(
      at: .wallClock,
      entropy: withUnsafeBytes(of: UInt64(ordinal).bigEndian) { Array($0) } + [0, 0])
    guard
      let row = try Row.fetchOne(
        transaction.db.cachedStatement(
          sql: "SELECT header, payload FROM log_record WHERE seq = ?"), arguments: [record])
    else { throw BenchmarkError("there is no record \(record) to copy") }
    let header = try RecordHeader(bytes: row["header"] as Data)
    let appended = try transaction.append(
      NewRecord(
        typeCode: header.typeCode, subject: id.bytes, payload: Array(row["payload"] as Data)))
    return (id, Int64(appended.sequence))
  }

  private static func copyFinding(
    _ ordinals: ClosedRange<Int>, in transaction: Transaction
  ) throws {
    guard
      let pattern = try Row.fetchOne(
        transaction.db,
        sql: "SELECT id, report_record FROM finding ORDER BY number DESC LIMIT 1")
    else { throw BenchmarkError("there is no finding to copy") }
    let id: Data = pattern["id"]
    for ordinal in ordinals {
      let copy: (id: ID<Finding>, record: Int64) = try append(
        ordinal, like: pattern["report_record"], in: transaction)
      let key = Data(copy.id.bytes.array)
      let number = RecordNumber(
        prefix: "F", year: HistoryBenchmark.year, ordinal: ordinal
      ).description
      try transaction.db.cachedStatement(
        sql: """
          INSERT INTO finding (id, number, state, reporter, received_at, report_digest,
            report_record, latest_record)
          SELECT ?1, ?2, state, reporter, received_at, report_digest, ?3, ?3
          FROM finding WHERE id = ?4
          """
      ).execute(arguments: [key, number, copy.record, id])
      // Every other one lies elsewhere, so that half of all match what is searched for.
      try transaction.db.cachedStatement(
        sql: """
          INSERT INTO finding_key (kind, value, record, finding)
          SELECT kind, CASE WHEN kind = 'region' AND ?3 % 2 = 1 THEN value || ?3 % 500 ELSE value END,
            ?1, ?2
          FROM finding_key WHERE finding = ?4
          """
      ).execute(arguments: [copy.record, key, ordinal, id])
    }
  }

  private static func copyTask(
    _ ordinals: ClosedRange<Int>, in transaction: Transaction
  ) throws {
    guard
      let pattern = try Row.fetchOne(
        transaction.db, sql: "SELECT id, record FROM task ORDER BY number DESC LIMIT 1")
    else { throw BenchmarkError("there is no task to copy") }
    let id: Data = pattern["id"]
    for ordinal in ordinals {
      let copy: (id: ID<FollowUpTask>, record: Int64) = try append(
        ordinal, like: pattern["record"], in: transaction)
      let number = RecordNumber(
        prefix: "T", year: HistoryBenchmark.year, ordinal: ordinal
      ).description
      try transaction.db.cachedStatement(
        sql: """
          INSERT INTO task
            (id, number, unit, finding, state, due_at, provisional, record, first_record)
          SELECT ?1, ?2, unit, finding, state, due_at, provisional, ?3, ?3
          FROM task WHERE id = ?4
          """
      ).execute(arguments: [Data(copy.id.bytes.array), number, copy.record, id])
    }
  }
}
