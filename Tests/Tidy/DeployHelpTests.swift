import Foundation
import Testing

/// `--help` of the scripts with which everything begins.
@Suite struct DeployHelpTests {
  @Test(arguments: ["run", "test"], ["--help", "-h"])
  func `help says what the script does, and nothing else happens`(
    script: String, option: String
  ) throws {
    let (status, text) = try run(script, [option])
    #expect(status == 0)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "Usage: deploy/\(script)")
    #expect(lines.count < 10 && text.contains("Sets up a fresh Debian machine"), "\(text)")
    #expect(!text.contains("==>") && !text.contains("set -eu") && !text.contains("#"), "\(text)")
  }

  @Test func `run takes no arguments, and says what chooses the data directory`() throws {
    let (status, text) = try run("run", ["--data", "/elsewhere"])
    #expect(status == 2)
    #expect(text.contains("TERPADU_DATA") && !text.contains("building"), "\(text)")
  }

  /// - Returns: the exit status, and what was said on both outputs.
  private func run(
    _ script: String, _ arguments: [String]
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = SourceTree.root.appendingPathComponent("deploy/\(script)")
    process.arguments = arguments
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    // Whoever builds or installs something needs a path to do it.
    process.environment = ["PATH": "/usr/bin:/bin", "TERPADU_DATA": "/nowhere"]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
