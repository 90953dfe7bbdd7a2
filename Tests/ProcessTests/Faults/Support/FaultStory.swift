import Events
import Foundation
import Testing

/// The end of every story of a fault: nothing lost, nothing told twice, every log whole.
extension TestSystem {
  func expectNothingLost(_ reported: [Reported]) async throws {
    try await settled()
    try await MailboxAudit(system: self, reported: reported).check()
    let verify = try await terpadu(["verify"])
    #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
  }

  /// Waits for a sentence of `terpadu up` that contains all these words.
  func says(_ supervisor: SpawnedProcess, _ words: String...) async throws {
    try await eventually("a sentence with \(words)", within: .seconds(60)) {
      if let ending = supervisor.ending {
        throw Ended(ending: ending, errors: supervisor.errors)
      }
      return supervisor.errors.split(separator: "\n").contains { line in
        words.allSatisfy { line.contains($0) }
      }
    }
  }

  /// Ends a service in order, does something to its files, and lets the supervisor see the end only
  /// then.
  func withoutRestart(
    of service: ServiceName, by supervisor: SpawnedProcess, _ body: () throws -> Void
  ) async throws {
    supervisor.send(SIGSTOP)
    defer { supervisor.send(SIGCONT) }
    if let process = pid(of: service) {
      kill(process, SIGTERM)
      try await eventually("the end of \(service.rawValue)") { pid(of: service) == nil }
    }
    try body()
  }

  /// The operator sees that this service is down and why, and that the others go on.
  func expectOnlyDown(_ victim: ServiceName) async throws {
    _ = try await shownStatus(down: [victim])
    let verify = try await terpadu(["verify", "--lang", "en"])
    #expect(verify.status == 1)
    #expect(verify.errors.contains(victim.rawValue), "\(verify.errors)")
  }

  /// What `terpadu status --json` shows, and its exit status.
  func statusOutput() async throws -> (status: Int32?, output: StatusOutput) {
    let result = try await terpadu(["status", "--json"])
    return (
      result.status, try EventCoding.decode(StatusOutput.self, from: Array(result.output.utf8))
    )
  }

  /// Whether a service answers the one who asks for its state.
  func answers(_ service: ServiceName) async -> Bool {
    do {
      _ = try await status(of: service)
      return true
    } catch {
      return false
    }
  }
}
