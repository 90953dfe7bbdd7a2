import Foundation
import Testing

/// The simulator itself: that a seed is one story, that sound countries pass, that faults happen.
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

  @Test func `countries in trouble keep every promise`() throws {
    let run = try simulate("--seeds", "24")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("24 seeds, 0 failed"))
    for kind in ["death-at-disk", "death-at-sending", "power-cut", "partition", "freeze"] {
      #expect(run.output.contains(kind), "no \(kind) in any seed")
    }
  }

  @Test func `impossible arguments are refused`() throws {
    #expect(try simulate("--seeds", "0").status == 64)
    #expect(try simulate("--jobs", "65").status == 64)
  }
}
