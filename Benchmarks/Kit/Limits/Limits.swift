import Foundation

/// What the machine can do without any of our libraries: the base of every ratio.
struct Limits: Sendable {
  let directory: String
  let size: Int

  /// Blocks for some ten seconds.
  func measure() throws -> Figures {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    var figures = Figures()
    let bytes = BenchmarkMessage.bytes(stamp: 1, number: 1, size: size)
    let raw = try AppendLimit.measure(bytes, in: directory, seconds: 1)
    figures.set("raw_append_per_s", raw.perSecond)
    figures.set("raw_append_p50_us", raw.samples.median)
    figures.set("raw_append_p99_us", raw.samples.percentile(0.99))
    for group in [1, 64] {
      let rows = try CommitLimit.measure(bytes, groupsOf: group, in: directory, seconds: 1)
      figures.set("sqlite_x\(group)_per_s", rows.perSecond)
      figures.set("sqlite_x\(group)_commit_p50_us", rows.samples.median)
    }
    for transport in BusPlace.Transport.allCases {
      let hop = try HopLimit.measure(bytes, over: transport, in: directory)
      figures.set("hop_\(transport.rawValue)_p50_us", hop.median)
      figures.set("hop_\(transport.rawValue)_p99_us", hop.p99)
    }
    let chain = try ChainLimit.measure(size: size, count: 200, in: directory)
    figures.set("chain_p50_us", chain.median)
    figures.set("chain_p99_us", chain.p99)
    return figures
  }
}

/// A rate and the duration of each step.
struct LimitResult: Sendable {
  var perSecond: Double
  var samples: Samples
}
