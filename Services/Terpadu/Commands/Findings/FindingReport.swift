import ArgumentParser
import Domain
import Events

/// `terpadu finding report`
struct FindingReport: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "report", id: "Laporkan temuan bahan berbahaya.",
      en: "Report a finding of a hazardous substance.",
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
    let request = ChangeRequest(
      .findings, .reportFinding, as: actor.unit, commandID: identity.commandID,
      ["finding": identity.finding.description], document: bytes)
    do {
      try session.show(ReportPrintout(answer: try await client.change(request)))
    } catch let refusal as Refusal where refusal.rule == "command-unanswered" {
      throw Refusal(
        .unavailable, rule: "report-unanswered",
        refusal.parameters.merging(["finding": identity.finding.description]) { old, _ in old })
    }
    return .done
  }
}
