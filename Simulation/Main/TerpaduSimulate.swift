import ArgumentParser
import CountrySimulation
import Foundation
import Glibc

/// Runs the simulated country for many seeds, or tells the story of one.
@main
struct TerpaduSimulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terpadu-simulate",
    abstract: "Simulates a country with faults, seed by seed, and checks what is promised.",
    discussion: """
      Ends with 0 when every promise held, with 1 and the seeds when one did not. The same seed is the \
      same story, event by event.
      """)

  @Option(help: "How many seeds.")
  var seeds: UInt64 = 2_000

  @Option(help: "The first seed.")
  var from: UInt64 = 1

  @Option(help: "Begins no seed after so many seconds.")
  var seconds: Int?

  @Option(help: "Processes at a time.")
  var jobs = 2

  @Option(help: "Ends at the first so many seeds that failed.")
  var failures = 20

  @Option(help: "This seed alone, told event by event.")
  var seed: UInt64?

  @Flag(help: .private)
  var worker = false

  func validate() throws {
    guard seeds > 0 else { throw ValidationError("--seeds is at least 1.") }
    guard (1...64).contains(jobs) else { throw ValidationError("--jobs is between 1 and 64.") }
    guard failures > 0 else { throw ValidationError("--failures is at least 1.") }
  }

  func run() throws {
    try Deterministic.require()
    if let seed { return try tell(seed) }
    if worker { return try SeedWorker(first: from, count: seeds, step: UInt64(jobs)).run() }
    let crew = SeedCrew(first: from, count: seeds, jobs: jobs, failuresMax: failures)
    let tally = try crew.run(until: seconds.map { Date(timeIntervalSinceNow: Double($0)) })
    print(tally.summary)
    if tally.failed > 0 { throw ExitCode(1) }
  }

  private func tell(_ seed: UInt64) throws {
    let folder = try LockFolder()
    let outcome = try Simulation(in: folder.path).run(seed) { print($0) }
    print(outcome.story)
    if !outcome.violations.isEmpty { throw ExitCode(1) }
  }
}

/// Swift's sets and dictionaries take their order from chance, once a process, unless this variable
/// says otherwise; with it a seed's story is the same in every process.
enum Deterministic {
  private static let variable = "SWIFT_DETERMINISTIC_HASHING"

  /// Starts this program again with the variable, if it is not set.
  static func require() throws {
    guard getenv(variable) == nil else { return }
    setenv(variable, "1", 1)
    var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
    execv("/proc/self/exe", &arguments)
    throw ValidationError(
      "The program cannot start itself again: \(String(cString: strerror(errno))).")
  }
}
