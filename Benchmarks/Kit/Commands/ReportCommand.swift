public import ArgumentParser
import Foundation

/// `terpadu-bench`: everything, as ratios to the limits of the same run.
public struct ReportCommand: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Measure everything, each row as a ratio to the limits of the same run.")

  @Option(help: "A directory for the files, on the disk that counts; a new one by default.")
  var dir: String?
  @Flag(help: "One object of JSON in place of text.") var json = false

  public init() {}

  public func run() async throws {
    let directory = dir ?? "./terpadu-bench-data"
    let place = BusPlace(
      directory: URL(fileURLWithPath: directory).standardizedFileURL.path + "/bus",
      transport: .ipc)
    try FileManager.default.createDirectory(
      atPath: place.directory, withIntermediateDirectories: true)
    let figures = try await onBlockingThread {
      var figures = try Limits(directory: place.directory, size: 600).measure()
      figures.add(try BusBenchmark(plan: .init(), place: place).run())
      return figures
    }
    try StandardOutput.write(line: figures.json)
  }
}
