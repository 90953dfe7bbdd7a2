package import ArgumentParser
import Foundation

/// `terpadu-bench history`: years of findings, and what asking for one then costs.
package struct HistoryCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Fill a system with years of findings and tasks, then show and search them.",
    discussion: """
      Two million findings, with a hundred thousand tasks, are ten years. 200,000 take a minute and \
      a half and about 1 GB, which is removed afterwards.

      Example: terpadu-bench history --findings 2000000 --dir ./bench-data
      """)

  @Option(help: "A directory for the files, on the disk that counts.")
  var dir = "./terpadu-bench-data"
  @Option(help: "How many findings; one task for twenty.") var findings = 20_000
  @Option(help: "Findings reported while pages are asked, at a hundred a second.")
  var intake = 600

  package init() {}

  package func validate() throws {
    guard (1...9_999_999).contains(findings) else {
      throw ValidationError("--findings must lie between 1 and 9,999,999.")
    }
    guard intake > 0 else { throw ValidationError("--intake takes more than 0.") }
  }

  package func run() async throws {
    let root = URL(fileURLWithPath: dir).standardizedFileURL.path + "/\(getpid())"
    var benchmark = HistoryBenchmark(findings: findings, directory: root + "/history")
    benchmark.pages.findings = intake
    let figures = try await benchmark.run()
    try FileManager.default.removeItem(atPath: root)
    try StandardOutput.write(line: figures.json)
  }
}
