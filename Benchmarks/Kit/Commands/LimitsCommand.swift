package import ArgumentParser
import Foundation

/// `terpadu-bench limits`: what the machine itself can do.
package struct LimitsCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "Measure the machine: durable appends, SQLite's commits, one hop of ZeroMQ.")

  @Option(help: "A directory for the files, on the disk that counts.") var dir: String
  @Option(help: "Bytes of an append, a row, a message.") var size = 600

  package init() {}

  package func run() async throws {
    let limits = Limits(
      directory: URL(fileURLWithPath: dir).standardizedFileURL.path, size: size)
    try StandardOutput.write(line: try await onBlockingThread { try limits.measure() }.json)
  }
}
