import Bus
import Domain
import Events
import FindingsService
import Foundation
import GRDB
import Log

/// Findings as they are after years: one real report, copied straight into the log and the tables
/// under other numbers, and then asked for through the running service.
struct HistoryBenchmark: Sendable {
  /// Ten years are two million (docs/benchmarks.md).
  let findings: Int
  let directory: String

  private static let batch = 1_000
  /// The copies' year: no real number of the run is among them.
  private static let year = 2016

  func run() async throws -> Figures {
    try await reportOne()
    var figures = Figures()
    figures.set("history_findings", findings)
    let started = MonotonicClock.nanoseconds
    try await copy()
    figures.set("history_filled_s", MonotonicClock.seconds(since: started), decimals: 1)
    figures.add(try await measure())
    return figures
  }

  private func reportOne() async throws {
    // Blocks, as nothing else runs yet.
    let system = try RunningSystem(in: directory)
    defer { system.stop() }
    let bus = try await MessageBus.start(name: "bench")
    let client = try await SystemClient([.findings: system.door(of: .findings)], bus: bus)
    try await withCheckedThrowingContinuation { continuation in
      do {
        try client.report(ExampleFinding.document, as: ExampleFinding.reporter) {
          continuation.resume(with: $0)
        }
      } catch {
        continuation.resume(throwing: error)
      }
    }
    await bus.close()
  }

  private func copy() async throws {
    let service = FindingsService()
    let database = try LogDatabase(
      LogDatabase.Options(
        directory: directory, service: service.name.rawValue, migrations: service.migrations,
        time: .wallClock))
    let writer = try LogWriter(
      database,
      handlers: LogWriter.Handlers(clock: { .wallClock }, onFatal: { BenchmarkNode.fail($0) }))
    var ordinal = 1
    while ordinal <= findings {
      let last = min(ordinal + HistoryBenchmark.batch - 1, findings)
      let batch = ordinal...last
      try await writer.perform { try HistoryBenchmark.copy(batch, in: $0) }
      ordinal = last + 1
    }
    try await onBlockingThread { writer.stop() }
  }

  private static func copy(_ ordinals: ClosedRange<Int>, in transaction: Transaction) throws {
    guard
      let pattern = try Row.fetchOne(
        transaction.db,
        sql: """
          SELECT finding.id, log_record.payload FROM finding
          JOIN log_record ON log_record.seq = finding.report_record
          ORDER BY finding.number DESC LIMIT 1
          """)
    else { throw BenchmarkError("there is no finding to copy") }
    let id: Data = pattern["id"]
    let payload: Data = pattern["payload"]
    for ordinal in ordinals {
      let copy = ID<Finding>(
        at: .wallClock,
        entropy: withUnsafeBytes(of: UInt64(ordinal).bigEndian) { Array($0) } + [0, 0])
      let key = Data(copy.bytes.array)
      let number = RecordNumber(prefix: "F", year: year, ordinal: ordinal).description
      let record = Int64(
        try transaction.append(
          NewRecord(
            typeCode: FindingReported.type.code, subject: copy.bytes, payload: Array(payload))
        ).sequence)
      try transaction.db.cachedStatement(
        sql: """
          INSERT INTO finding (id, number, state, reporter, received_at, report_digest,
            report_record, latest_record)
          SELECT ?1, ?2, state, reporter, received_at, report_digest, ?3, ?3
          FROM finding WHERE id = ?4
          """
      ).execute(arguments: [key, number, record, id])
      // Every other one lies elsewhere, so that half of all match what is searched for.
      try transaction.db.cachedStatement(
        sql: """
          INSERT INTO finding_key (kind, value, record, finding)
          SELECT kind, CASE WHEN kind = 'region' AND ?3 % 2 = 1 THEN value || ?3 % 500 ELSE value END,
            ?1, ?2
          FROM finding_key WHERE finding = ?4
          """
      ).execute(arguments: [record, key, ordinal, id])
    }
  }

  private func measure() async throws -> Figures {
    // Those alone whose answers are measured: the others would first work off all that was copied.
    let started = MonotonicClock.nanoseconds
    let services = try [ServiceName.registry, .findings].map { service in
      try ChildProcess(
        executable: try ChildProcess.siblingExecutable("terpadu-\(service.rawValue)"),
        ["--data", directory, "--supervised"])
    }
    for service in services { try service.waitFor("ready") }
    var figures = Figures()
    figures.set("history_ready_s", MonotonicClock.seconds(since: started), decimals: 2)
    let bus = try await MessageBus.start(name: "bench")
    let client = try await SystemClient(
      [.findings: .ipc(path: "\(directory)/run/findings.door")], bus: bus)
    var shown = Samples()
    for step in 0..<100 {
      let ordinal = 1 + step * 7_919 % findings
      let number = RecordNumber(
        prefix: "F", year: HistoryBenchmark.year, ordinal: ordinal
      ).description
      let start = MonotonicClock.nanoseconds
      _ = try await client.ask(ShowFinding(finding: number))
      shown.add(from: start, to: MonotonicClock.nanoseconds)
    }
    figures.set("history_show_p50_us", shown.median)
    figures.set("history_show_p99_us", shown.percentile(0.99))
    let region = RegionCode("17.02")
    for (name, list) in [
      ("region", ListFindings(region: region)),
      ("unit_state", ListFindings(unit: UnitID("pom-jakarta"), state: .presumptive)),
      ("nothing", ListFindings(region: region, flag: .substanceUnmapped)),
    ] {
      var searched = Samples()
      for _ in 0..<20 {
        let start = MonotonicClock.nanoseconds
        _ = try await client.ask(list)
        searched.add(from: start, to: MonotonicClock.nanoseconds)
      }
      figures.set("history_search_\(name)_p50_us", searched.median)
    }
    await bus.close()
    for service in services { try service.stop() }
    return figures
  }
}
