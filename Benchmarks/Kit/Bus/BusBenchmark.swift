import Foundation

/// The bus alone: one producer, durable acknowledging followers, each a process of its own.
///
/// The figures have the names and meanings that the measurements of other systems beside ours use, so
/// that one run can compare them.
struct BusBenchmark: Sendable {
  struct Plan: Sendable {
    /// Records of each phase with a window.
    var count = 5_000
    var followers = 4
    var size = 600
    /// Records that pass while one follower is away; 0: no such phase.
    var backlog = 50_000
    /// Records outstanding, one phase each.
    var windows = [1, 64]
    /// Records of the phase at a fixed rate, one outstanding; 0: no such phase.
    var paced = 800
    var rate = 400.0
    var timeout = Duration.seconds(240)
  }

  let plan: Plan
  let place: BusPlace

  private static let backlogWindow = 256
  private static let names = ["loka", "balai", "pusat", "pemda", "f5", "f6", "f7", "f8"]

  /// Blocks until all phases are done.
  func run() throws -> Figures {
    var figures = Figures()
    let producer = try ChildProcess(["producer"] + place.arguments)
    try producer.waitFor("READY")
    figures.set("mem_idle_MiB", memory(of: producer), decimals: 1)
    var next = 1
    for window in plan.windows {
      let phase = phase(plan.count, window: window, from: &next)
      try measure(phase, named: "w\(window)", producer, &figures)
    }
    if plan.paced > 0 {
      var phase = phase(plan.paced, window: 1, from: &next)
      phase.rate = plan.rate
      try measure(phase, named: "paced", producer, &figures)
    }
    figures.set("mem_live_MiB", memory(of: producer), decimals: 1)
    if plan.backlog > 0 {
      let phase = phase(plan.backlog, window: BusBenchmark.backlogWindow, from: &next)
      try measureCatchUp(phase, producer, &figures)
    }
    figures.set(
      "disk_MiB", ProcessUse.mebibytesOnDisk(in: place.directory), decimals: 1)
    try producer.stop()
    return figures
  }

  private func phase(_ count: Int, window: Int, from next: inout Int) -> ProducerNode.Phase {
    defer { next += count }
    return ProducerNode.Phase(
      count: count, window: window, firstNumber: next, size: plan.size, rate: 0)
  }

  private func follower(_ index: Int, expecting count: Int) throws -> ChildProcess {
    let child = try ChildProcess(
      [
        "follower", "--name", BusBenchmark.names[index], "--expect", "\(count)", "--timeout",
        "\(plan.timeout.components.seconds)",
      ] + place.arguments)
    try child.waitFor("READY")
    return child
  }

  private func measure(
    _ phase: ProducerNode.Phase, named tag: String, _ producer: ChildProcess,
    _ figures: inout Figures
  ) throws {
    let followers = try (0..<plan.followers).map { try follower($0, expecting: phase.count) }
    // As for every system that is measured: the links come up before the first record.
    MonotonicClock.sleep(seconds: 0.3)
    try producer.write(line: phase.line)
    let produced = try producer.result(ProducerResult.self)
    let results = try followers.map { try $0.result(FollowerResult.self) }
    try producer.write(line: "used")
    let producerSeconds = try producer.result(Double.self)
    for child in followers { try child.stop() }
    let confirmations = produced.confirmations
    figures.set("\(tag)_confirmed_per_s", produced.confirmedPerSecond)
    figures.set("\(tag)_confirm_p50_us", confirmations.median)
    figures.set("\(tag)_confirm_p99_us", confirmations.p99)
    figures.set("\(tag)_e2e_p50_us", results.map(\.receipts.median).median)
    figures.set(
      "\(tag)_e2e_p99_us", results.map { $0.receipts.p99 }.max() ?? 0)
    figures.set("\(tag)_acked_p50_us", results.map(\.effects.median).median)
    figures.set(
      "\(tag)_acked_p99_us", results.map { $0.effects.p99 }.max() ?? 0)
    figures.set("\(tag)_lost", results.reduce(0) { $0 + phase.count - $1.received })
    figures.set("\(tag)_dup", results.reduce(0) { $0 + $1.duplicates })
    let followerSeconds = results.reduce(0) { $0 + $1.processorSeconds }
    let scale = 10_000 / Double(phase.count)
    figures.set("\(tag)_server_cpu_s_per_10k", producerSeconds * scale, decimals: 3)
    figures.set("\(tag)_client_cpu_s_per_10k", followerSeconds * scale, decimals: 3)
    figures.set(
      "\(tag)_total_cpu_s_per_10k", (producerSeconds + followerSeconds) * scale, decimals: 3)
  }

  private func measureCatchUp(
    _ phase: ProducerNode.Phase, _ producer: ChildProcess, _ figures: inout Figures
  ) throws {
    figures.set("catchup_n", phase.count)
    let others = try (0..<plan.followers - 1).map { try follower($0, expecting: phase.count) }
    MonotonicClock.sleep(seconds: 0.3)
    try producer.write(line: phase.line)
    let produced = try producer.result(ProducerResult.self)
    for child in others { _ = try child.result(FollowerResult.self) }
    try producer.write(line: "used")
    _ = try producer.result(Double.self)
    for child in others { try child.stop() }
    figures.set("w\(phase.window)_confirmed_per_s", produced.confirmedPerSecond)
    figures.set("mem_backlog_MiB", memory(of: producer), decimals: 1)
    let late = try follower(plan.followers - 1, expecting: phase.count)
    let result = try late.result(FollowerResult.self)
    try late.stop()
    figures.set("catchup_per_s", Double(result.received) / max(result.secondsToLast, 1e-9))
    figures.set("catchup_lost", phase.count - result.received)
    figures.set("catchup_dup", result.duplicates)
    figures.set("catchup_first_ms", result.secondsToFirst * 1_000, decimals: 1)
    figures.set(
      "catchup_cpu_s_per_10k", result.processorSeconds / Double(phase.count) * 10_000,
      decimals: 3)
  }

  private func memory(of producer: ChildProcess) -> Double {
    ProcessUse.proportionalMebibytes(of: producer.identifier)
  }
}
