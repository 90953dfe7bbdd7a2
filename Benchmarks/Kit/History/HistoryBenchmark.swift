import Bus
import Domain
import Events
import Foundation

/// Findings and tasks as they are after years: one real report and its task, copied straight into the
/// logs and the tables under other numbers, and then asked for through the running services.
struct HistoryBenchmark: Sendable {
  /// Ten years are two million (docs/benchmarks.md).
  let findings: Int
  /// A hundred thousand with two million findings.
  var tasks: Int { max(findings / 20, 1) }
  let directory: String
  var pages = PagesBesideIntake.Plan()

  /// The copies' year: no real number of the run is among them.
  static let year = 2016

  func run() async throws -> Figures {
    try await reportOne()
    var figures = Figures()
    figures.set("history_findings", findings)
    let fill = HistoryFill(directory: directory)
    let rates = try await fill.addFindings(findings)
    figures.set("history_fill_start_per_s", rates.start)
    figures.set("history_fill_end_per_s", rates.end)
    figures.set("history_filled_s", rates.seconds, decimals: 1)
    figures.set("history_tasks", tasks)
    figures.set("history_tasks_filled_s", try await fill.addTasks(tasks).seconds, decimals: 1)
    figures.add(try await measure())
    return figures
  }

  private func reportOne() async throws {
    // Blocks, as nothing else runs yet.
    let system = try RunningSystem(in: directory)
    defer { system.stop() }
    let bus = try await MessageBus.start(name: "bench")
    let client = try await SystemClient(
      [.findings: system.door(of: .findings), .liaison: system.door(of: .liaison)], bus: bus)
    try await withCheckedThrowingContinuation { continuation in
      do {
        try client.report(ExampleFinding.document, as: ExampleFinding.reporter) {
          continuation.resume(with: $0)
        }
      } catch {
        continuation.resume(throwing: error)
      }
    }
    let deadline = ContinuousClock.now + .seconds(30)
    while try await client.ask(ListTasks()).tasks.isEmpty {
      guard ContinuousClock.now < deadline else { throw BenchmarkError("no task was made") }
      try await Task.sleep(for: .milliseconds(20))
    }
    await bus.close()
  }

  private func measure() async throws -> Figures {
    // Those alone whose answers are measured: the others would first work off all that was copied.
    let started = MonotonicClock.nanoseconds
    let services = try [ServiceName.registry, .findings, .liaison].map { service in
      try ChildProcess(
        executable: try ChildProcess.siblingExecutable("terpadu-\(service.rawValue)"),
        ["--data", directory, "--supervised"])
    }
    // Liaison, which follows watch, is not ready without it; it answers all the same.
    for service in services.dropLast() { try service.waitFor("ready") }
    var figures = Figures()
    figures.set("history_ready_s", MonotonicClock.seconds(since: started), decimals: 2)
    let bus = try await MessageBus.start(name: "bench")
    let client = try await SystemClient(
      [
        .findings: .ipc(path: "\(directory)/run/findings.door"),
        .liaison: .ipc(path: "\(directory)/run/liaison.door"),
      ], bus: bus)
    _ = try await client.ask(ShowStatus(), of: .liaison)
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
    let beside = try await PagesBesideIntake(plan: pages, client: client).run()
    for figure in beside.figures {
      figures.set("history_\(figure.name)", figure.value, decimals: figure.decimals)
    }
    await bus.close()
    for service in services { try service.stop() }
    return figures
  }
}
