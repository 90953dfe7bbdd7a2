import CountrySimulation
import Foundation

/// The sum over seeds.
struct Tally {
  private(set) var seeds = 0
  private(set) var failed = 0
  private var findings = 0
  private var commands = 0
  private var messages = 0
  private var steps = 0
  private var virtualMilliseconds: Int64 = 0
  private var faults: [String: Int] = [:]
  private let start = Date()

  mutating func add(_ line: Data) {
    do {
      let outcome = try JSONDecoder().decode(Simulation.Outcome.self, from: line)
      add(outcome)
    } catch {
      failed += 1
      Tally.tell("an outcome cannot be read: \(error)")
    }
  }

  /// A worker that ended otherwise than it should: its seed is the one after its last outcome.
  mutating func noteDeath(of process: Int32, status: Int32) {
    failed += 1
    Tally.tell("worker \(process) ended with status \(status)")
  }

  private mutating func add(_ outcome: Simulation.Outcome) {
    seeds += 1
    findings += outcome.findings
    commands += outcome.commands
    messages += outcome.messages
    steps += outcome.steps
    virtualMilliseconds += outcome.virtualMilliseconds
    faults.merge(outcome.faults, uniquingKeysWith: +)
    guard !outcome.violations.isEmpty else { return }
    failed += 1
    Tally.tell(outcome.story)
  }

  /// At once, so that who reads a long run's file sees what it has found.
  private static func tell(_ text: String) {
    FileHandle.standardOutput.write(Data("\(text)\n".utf8))
  }

  var summary: String {
    let seconds = Date().timeIntervalSince(start)
    let days = Double(virtualMilliseconds) / 86_400_000
    let kinds = faults.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return """
      \(seeds) seeds, \(failed) failed, in \(Int(seconds)) s \
      (\(String(format: "%.1f", Double(seeds) / max(seconds, 0.001))) a second)
      \(findings) findings, \(commands) commands, \(messages) messages read, \
      \(String(format: "%.1f", days)) days of virtual time, \(steps) steps
      faults: \(kinds.joined(separator: ", "))
      """
  }
}

extension Simulation.Outcome {
  /// What happened in one seed, with the command that tells it again.
  var story: String {
    guard !violations.isEmpty else {
      return "seed \(seed): every promise held (\(findings) findings, \(messages) messages read)"
    }
    let sentences = violations.prefix(8).map { "  \($0)" }
    return (["seed \(seed): broken; again: deploy/simulate --seed \(seed)"] + sentences)
      .joined(separator: "\n")
  }
}
