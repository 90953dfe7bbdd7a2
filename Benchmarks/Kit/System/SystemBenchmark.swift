import Bus
import Domain
import Events
import Foundation
import Log

/// The system as it runs: from the report of a finding to the mailboxes.
struct SystemBenchmark: Sendable {
  struct Plan: Sendable {
    /// Findings reported one after the other, with a pause before each.
    var single = 200
    /// Findings reported with `window` under way.
    var intake = 5_000
    var window = 256
    /// Findings that pass while watch, and then the notifier, is frozen.
    var backlog = 5_000
    var patience = 120.0
  }

  let plan: Plan
  let directory: String

  func run() async throws -> Figures {
    // Blocks, as nothing else runs yet.
    let system = try RunningSystem(in: directory)
    defer { system.stop() }
    let bus = try await MessageBus.start(name: "bench")
    var figures = Figures()
    figures.set("up_ready_s", system.secondsToReady, decimals: 2)
    let doors = Dictionary(
      uniqueKeysWithValues: ServiceName.allCases.map { ($0, system.door(of: $0)) })
    let client = try await SystemClient(doors, bus: bus)
    let watch = MailboxWatch()
    let handle = try await bus.follow(
      FollowTarget(
        publisher: system.publication(of: .notifier), door: system.door(of: .notifier),
        followerName: "bench"),
      cursor: nil, sink: watch)
    let processes = try await processes(client)
    figures.add(memory(of: processes, "idle"))
    try await measureSingle(client, watch, &figures)
    let before = processorSeconds(of: processes)
    try await measureIntake(client, watch, on: system, &figures)
    setProcessorTime(since: before, of: processes, &figures)
    figures.add(memory(of: processes, "load"))
    figures.add(try await PagesBesideIntake(client: client).run())
    for service in [ServiceName.watch, .notifier] {
      try await measureCatchUp(of: service, processes, client, watch, &figures)
    }
    try await measureQuestions(client, &figures)
    await handle.stop()
    await bus.close()
    return figures
  }

  private func processes(_ client: SystemClient) async throws -> [ServiceName: pid_t] {
    var processes: [ServiceName: pid_t] = [:]
    for service in ServiceName.allCases {
      processes[service] = try await client.ask(ShowStatus(), of: service).pid
    }
    return processes
  }

  private func memory(of processes: [ServiceName: pid_t], _ when: String) -> Figures {
    var figures = Figures()
    for service in ServiceName.allCases {
      guard let process = processes[service] else { continue }
      figures.set(
        "mem_\(service.rawValue)_\(when)_MiB",
        ProcessUse.proportionalMebibytes(of: process), decimals: 1)
    }
    return figures
  }

  private func processorSeconds(of processes: [ServiceName: pid_t]) -> [ServiceName: Double] {
    processes.mapValues { ProcessUse.processorSeconds(of: $0) }
  }

  /// What a finding of the intake took of the processors, with what followed from it.
  private func setProcessorTime(
    since before: [ServiceName: Double], of processes: [ServiceName: pid_t],
    _ figures: inout Figures
  ) {
    let after = processorSeconds(of: processes)
    var all = 0.0
    for service in ServiceName.allCases {
      let microseconds =
        ((after[service] ?? 0) - (before[service] ?? 0)) / Double(plan.intake) * 1_000_000
      all += microseconds
      figures.set("cpu_us_\(service.rawValue)", microseconds)
    }
    figures.set("cpu_us_per_finding", all)
  }

  private func measureSingle(
    _ client: SystemClient, _ watch: MailboxWatch, _ figures: inout Figures
  ) async throws {
    let plan = plan
    let samples = try await onBlockingThread {
      var samples = Samples()
      for _ in 0..<plan.single {
        MonotonicClock.sleep(seconds: 0.02)
        let start = MonotonicClock.nanoseconds
        let finding = try client.report(ExampleFinding.document, as: ExampleFinding.reporter) {
          _ in
        }
        samples.add(from: start, to: try watch.wait(for: finding, seconds: plan.patience))
      }
      return samples
    }
    figures.set("finding_to_mailboxes_p50_us", samples.median)
    figures.set("finding_to_mailboxes_p99_us", samples.percentile(0.99))
  }

  private func measureIntake(
    _ client: SystemClient, _ watch: MailboxWatch, on system: RunningSystem,
    _ figures: inout Figures
  ) async throws {
    let services = ServiceName.allCases
    let measured = try await FileUse.watch(services.map { system.database(of: $0) }) {
      let rates = try await intake(client, watch)
      // The last findings' tasks come behind their alerts.
      _ = try await settledHead(of: .notifier, client)
      return rates
    }
    figures.add(measured.value)
    var all = FileUse()
    for (service, use) in zip(services, measured.uses) where use.commits > 0 {
      all.add(use)
      figures.set("stored_bytes_\(service.rawValue)", use.storedBytes / plan.intake)
      figures.set("wal_bytes_\(service.rawValue)", use.walBytes / plan.intake)
    }
    figures.set("stored_bytes_per_finding", all.storedBytes / plan.intake)
    figures.set("wal_bytes_per_finding", all.walBytes / plan.intake)
    figures.set(
      "commits_per_finding", Double(all.commits) / Double(plan.intake), decimals: 3)
  }

  private func intake(_ client: SystemClient, _ watch: MailboxWatch) async throws -> Figures {
    let plan = plan
    var figures = Figures()
    let messagesBefore = watch.messages
    let rate = try await onBlockingThread {
      let start = MonotonicClock.nanoseconds
      try report(plan.intake, client)
      let stored = MonotonicClock.seconds(since: start)
      let last = try watch.wait(
        forFindings: plan.single + plan.intake, seconds: plan.patience)
      return (
        stored: Double(plan.intake) / stored,
        told: Double(plan.intake) / (Double(last &- start) / 1_000_000_000)
      )
    }
    figures.set("intake_stored_per_s", rate.stored)
    figures.set("intake_to_mailboxes_per_s", rate.told)
    figures.set(
      "intake_messages_per_finding",
      Double(watch.messages - messagesBefore) / Double(plan.intake), decimals: 1)
    return figures
  }

  /// Reports findings with `window` under way, and returns when all are stored.
  private func report(_ count: Int, _ client: SystemClient) throws {
    let confirmations = Confirmations()
    var sent = 0
    var confirmed = 0
    while confirmed < count {
      while sent < count, sent - confirmed < plan.window {
        try client.report(ExampleFinding.document, as: ExampleFinding.reporter) {
          confirmations.add($0)
        }
        sent += 1
      }
      confirmed += try confirmations.take()
    }
  }

  /// Freezes a service, lets findings pass, and times its way back to the head of what it follows.
  private func measureCatchUp(
    of service: ServiceName, _ processes: [ServiceName: pid_t], _ client: SystemClient,
    _ watch: MailboxWatch, _ figures: inout Figures
  ) async throws {
    guard let process = processes[service] else { return }
    let before = try await position(of: service, client)
    kill(process, SIGSTOP)
    // Whatever happens, it must go on: its supervisor waits for it.
    defer { kill(process, SIGCONT) }
    try await onBlockingThread { try report(plan.backlog, client) }
    let source = service == .watch ? ServiceName.findings : .watch
    let target = try await settledHead(of: source, client)
    kill(process, SIGCONT)
    let start = MonotonicClock.nanoseconds
    var reached = before
    while reached < target {
      guard MonotonicClock.seconds(since: start) < plan.patience else {
        throw BenchmarkError("\(service.rawValue) did not catch up")
      }
      try await Task.sleep(for: .milliseconds(5))
      reached = try await position(of: service, client)
    }
    let seconds = MonotonicClock.seconds(since: start)
    figures.set("catchup_\(service.rawValue)_per_s", Double(target - before) / seconds)
  }

  /// The furthest record of the source that matters here and that the service has applied.
  private func position(of service: ServiceName, _ client: SystemClient) async throws -> UInt64 {
    let source = service == .watch ? ServiceName.findings : .watch
    let status = try await client.ask(ShowStatus(), of: service)
    return status.links.first { $0.source == source }?.position ?? 0
  }

  /// The head of a log when it no longer moves.
  private func settledHead(of service: ServiceName, _ client: SystemClient) async throws -> UInt64 {
    var head: UInt64 = 0
    while true {
      let now = try await client.ask(ShowStatus(), of: service).head
      if now == head { return head }
      head = now
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  private func measureQuestions(_ client: SystemClient, _ figures: inout Figures) async throws {
    var samples = Samples()
    for _ in 0..<200 {
      let start = MonotonicClock.nanoseconds
      _ = try await client.ask(ShowCoverage(region: "17.02"))
      samples.add(from: start, to: MonotonicClock.nanoseconds)
    }
    figures.set("who_covers_asked_p50_us", samples.median)
    figures.set("who_covers_asked_p99_us", samples.percentile(0.99))
  }
}
