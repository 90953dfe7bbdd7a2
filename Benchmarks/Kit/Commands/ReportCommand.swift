package import ArgumentParser
import Foundation

/// `terpadu-bench`: everything, as ratios to the limits of the same run.
package struct ReportCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Measure everything, each row as a ratio to the limits of the same run.",
    discussion: """
      Takes about three minutes. For the system's rows the programs terpadu and terpadu-… must lie \
      beside this one.

      Example: terpadu-bench --dir ./bench-data
      """)

  @Option(help: "A directory for the files, on the disk that counts.")
  var dir = "./terpadu-bench-data"
  @Flag(help: "One object of JSON in place of text.") var json = false
  @Flag(help: "Leave out the rows of the system, of the bus, or of the history.")
  var without: [Part] = []

  /// A part of the report that may be left out.
  package enum Part: String, EnumerableFlag, Sendable {
    case withoutSystem
    case withoutBus
    case withoutHistory
  }

  package init() {}

  package func run() async throws {
    let root = URL(fileURLWithPath: dir).standardizedFileURL.path + "/\(getpid())"
    let place = BusPlace(directory: root + "/bus", transport: .ipc)
    try FileManager.default.createDirectory(
      atPath: place.directory, withIntermediateDirectories: true)
    let without = without
    var figures = try await onBlockingThread {
      var figures = try Limits(directory: place.directory, size: 600).measure()
      if !without.contains(.withoutBus) {
        var plan = BusBenchmark.Plan()
        plan.backlog = 100_000
        figures.add(try BusBenchmark(plan: plan, place: place).run())
      }
      return figures
    }
    figures.add(try MemoryBenchmark().run())
    if !without.contains(.withoutSystem) {
      figures.add(try await SystemBenchmark(plan: .init(), directory: root + "/system").run())
    }
    if !without.contains(.withoutSystem), !without.contains(.withoutHistory) {
      figures.add(
        try await HistoryBenchmark(findings: 20_000, directory: root + "/history").run())
    }
    try FileManager.default.removeItem(atPath: root)
    let report = Report(figures: figures)
    if json {
      try StandardOutput.write(line: report.withRatios.json)
    } else {
      for line in report.lines { try StandardOutput.write(line: line) }
    }
  }
}
