import Foundation
import Testing

/// The simulator's command line: that a seed is one story, and what many seeds come to. That sound
/// countries keep every promise is what `deploy/test` simulates a thousand seeds for.
@Suite(.serialized)
struct SimulationTests {
  /// Runs the program that stands beside this test's.
  private func simulate(_ arguments: String...) throws -> (status: Int32, output: String) {
    let directory = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = directory.appendingPathComponent("terpadu-simulate")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test func `the same seed is the same story, event by event`() throws {
    let first = try simulate("--seed", "11")
    #expect(first.status == 0)
    #expect(first.output.contains("finding.report: accepted"))
    #expect(try simulate("--seed", "11").output == first.output)
    #expect(try simulate("--seed", "12").output != first.output)
  }

  @Test func `processes share the seeds out, and their sum is told`() throws {
    let run = try simulate("--seeds", "3", "--from", "40", "--jobs", "2")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("3 seeds, 0 failed"))
    #expect(run.output.contains("\nfaults: "))
  }

  @Test func `impossible arguments are refused`() throws {
    #expect(try simulate("--seeds", "0").status == 64)
    #expect(try simulate("--jobs", "65").status == 64)
  }
}
