import Domain
import Events

/// Asks watch who was told, and waits until watch knows all that findings knew when it was asked.
struct CurrentExplanation {
  let client: ServiceClient
  let finding: String
  /// The version asked for; `nil` for the last.
  let version: Int?
  let reader: UnitID?

  /// What findings knows of the finding.
  private struct Known {
    var version: Int
    /// The head of findings' log at that time.
    var head: UInt64
  }

  /// - Throws: `Refusal` when there is no such finding, or of rule `not-yet-known` after 5 s.
  func wait() async throws -> Explanation {
    let known = try await whatFindingsKnows()
    let answer = try await client.poll { remaining -> Explanation? in
      guard let answer = try await ask(within: remaining) else { return nil }
      guard version == nil, let known, answer.version < known.version else { return answer }
      // The last version may have told nobody anything: then what counts is that watch has seen it.
      return try await hasApplied(known.head, within: remaining) ? answer : nil
    }
    guard let answer else {
      throw Refusal(
        .unavailable, field: "finding", rule: "not-yet-known", ["value": finding])
    }
    return answer
  }

  private func ask(within limit: Duration) async throws -> Explanation? {
    do {
      return try await client.ask(
        ExplainFinding(finding: finding, version: version), as: reader, within: limit)
    } catch let refusal as Refusal where refusal.rule == "not-yet-known" {
      return nil
    }
  }

  /// - Returns: `nil` when findings does not answer: then watch alone knows.
  private func whatFindingsKnows() async throws -> Known? {
    do {
      let view = try await client.ask(
        ShowFinding(finding: finding), as: reader, within: .seconds(1))
      let status = try await client.ask(ShowStatus(), of: .findings, within: .seconds(1))
      return Known(version: view.version, head: status.head)
    } catch is DoorError {
      return nil
    }
  }

  private func hasApplied(_ sequence: UInt64, within limit: Duration) async throws -> Bool {
    let status = try await client.ask(ShowStatus(), of: .watch, within: limit)
    return status.links.contains { $0.source == .findings && $0.position >= sequence }
  }
}
