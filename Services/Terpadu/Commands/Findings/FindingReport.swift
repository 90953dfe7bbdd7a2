import ArgumentParser
import Domain
import Events

/// `terpadu finding report`
struct FindingReport: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "report", of: ReportFinding.self,
      examples: [
        "terpadu finding report --file temuan.json --as pom-rejang-lebong",
        "terpadu finding report - --as pemda-61.01 < temuan.json",
      ])
  }

  @OptionGroup var document: DocumentOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let bytes = try document.source.read(in: session.environment)
    let client = try session.connect()
    let identity = ReportIdentity(
      document: bytes, commandID: actor.commandID, at: session.environment.now(),
      entropy: session.environment.entropy(10))
    do {
      let answer = try await client.change(
        ReportFinding(finding: identity.finding), as: actor.unit, commandID: identity.commandID,
        document: bytes)
      try session.show(ReportPrintout(answer: answer))
    } catch let refusal as Refusal where refusal.rule == "command-unanswered" {
      throw Refusal(
        .unavailable, rule: "report-unanswered",
        refusal.parameters.merging(["finding": identity.finding.description]) { old, _ in old })
    }
    return .done
  }
}
