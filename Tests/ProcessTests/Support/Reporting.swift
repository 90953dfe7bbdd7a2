import Domain
import Events
import TerpaduCommands
import Testing

/// A finding that findings has confirmed.
struct Reported: Sendable {
  let finding: SampleFinding
  let number: String
  /// Its place in the log of findings.
  let sequence: UInt64
  var isWithdrawn = false
}

extension TestSystem {
  /// Reports a finding with the same command id until there is an answer, however often the
  /// service is away meanwhile.
  func report(_ finding: SampleFinding) async throws -> Reported {
    let answer = try await persist(
      ReportFinding(finding: finding.id), as: UnitID(finding.reporter),
      commandID: finding.id.description, document: finding.document)
    #expect(answer.id == finding.id)
    return Reported(
      finding: finding, number: answer.number, sequence: answer.position.sequence)
  }

  /// Withdraws a finding in the same way.
  func withdraw(_ reported: Reported) async throws -> Reported {
    let withdrawal = WithdrawFinding(
      finding: reported.finding.id.description, reason: "salah sampel")
    _ = try await persist(
      withdrawal, as: UnitID(reported.finding.reporter),
      commandID: "withdraw-\(reported.finding.id)")
    var withdrawn = reported
    withdrawn.isWithdrawn = true
    return withdrawn
  }

  /// Reports all findings, several at a time; every tenth is withdrawn, every seventh is reported
  /// again with the same command.
  /// - Parameter progress: called after each, with how many are done.
  func reportAll(
    _ findings: [SampleFinding], progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [Reported] {
    try await withThrowingTaskGroup(of: Reported.self) { group in
      var done: [Reported] = []
      var rest = findings[...]
      for finding in rest.prefix(16) {
        group.addTask { try await self.carryOut(finding) }
      }
      rest = rest.dropFirst(16)
      while let reported = try await group.next() {
        done.append(reported)
        progress(done.count)
        if let finding = rest.popFirst() {
          group.addTask { try await self.carryOut(finding) }
        }
      }
      return done
    }
  }

  private func carryOut(_ finding: SampleFinding) async throws -> Reported {
    let reported = try await report(finding)
    if finding.ordinal % 7 == 6 {
      let again = try await report(finding)
      #expect(again.number == reported.number && again.sequence == reported.sequence)
    }
    return finding.ordinal % 10 == 9 ? try await withdraw(reported) : reported
  }

  private func persist<Content: Command>(
    _ content: Content, as unit: UnitID, commandID: String, document: [UInt8]? = nil
  ) async throws -> Content.Answer {
    try await eventually("an answer to \(Content.name.rawValue)", within: .seconds(180)) {
      do {
        return try await self.ask(
          content, as: unit, commandID: commandID, document: document, within: .seconds(3))
      } catch is DoorError {
        return nil
      } catch let refusal as Refusal where refusal.code == .unavailable {
        return nil
      }
    }
  }
}
