package import ArgumentParser
import Foundation

/// `terpadu-bench bus`: one line of JSON, for comparison with other systems.
package struct BusCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "bus",
    abstract: "Measure the bus alone: one producer, durable acknowledging followers.",
    discussion: """
      Prints one line of JSON. Each follower is a process of its own that commits payload and \
      position before it acknowledges.

      Example: terpadu-bench bus --n 5000 --k 4 --windows 1,64 --dir ./bench-data
      """)

  @Option(help: "Records in each phase with a window.") var n = 5_000
  @Option(help: "Followers, 1 to 8.") var k = 4
  @Option(help: "Bytes of a record's payload.") var size = 600
  @Option(help: "Records that pass while a follower is away; 0 leaves the phase out.")
  var backlog = 50_000
  @Option(help: "Records outstanding, one phase for each, with commas between.")
  var windows = "1,64"
  @Option(help: "Records of the phase at a fixed rate; 0 leaves it out.") var paced = 800
  @Option(help: "Records a second in that phase.") var rate = 400.0
  @Option(help: "A directory for the files, on the disk that counts.") var dir: String
  @Option(help: "ipc, or tcp with keys.") var transport = BusPlace.Transport.ipc
  @Option(help: "The port below those that tcp uses.") var port = BusPlace.portDefault

  package init() {}

  package func validate() throws {
    guard n > 0, backlog >= 0, paced >= 0 else { throw ValidationError("Too few records.") }
    guard (1...8).contains(k) else { throw ValidationError("--k takes 1 to 8.") }
    guard size >= BenchmarkMessage.bytesMin else {
      throw ValidationError("--size takes \(BenchmarkMessage.bytesMin) or more.")
    }
    guard rate > 0 else { throw ValidationError("--rate takes more than 0.") }
    guard try !parsedWindows().isEmpty else { throw ValidationError("--windows is empty.") }
  }

  package func run() async throws {
    let plan = BusBenchmark.Plan(
      count: n, followers: k, size: size, backlog: backlog, windows: try parsedWindows(),
      paced: paced, rate: rate)
    let place = BusPlace(
      directory: URL(fileURLWithPath: dir).standardizedFileURL.path, transport: transport,
      port: port)
    try FileManager.default.createDirectory(
      atPath: place.directory, withIntermediateDirectories: true)
    let figures = try await onBlockingThread {
      try BusBenchmark(plan: plan, place: place).run()
    }
    try StandardOutput.write(line: figures.json)
  }

  private func parsedWindows() throws -> [Int] {
    try windows.split(separator: ",").map { text in
      guard let window = Int(text), window > 0, window <= 8_192 else {
        throw ValidationError("--windows: \(text) is not a number from 1 to 8192.")
      }
      return window
    }
  }
}

extension BusPlace.Transport: ExpressibleByArgument {}
