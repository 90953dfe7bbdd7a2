import ArgumentParser
import Domain
import Events

/// `terpadu finding test`
struct FindingTest: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "test", id: "Catat hasil uji.",
      en: "Record a test result.",
      examples: [
        "terpadu finding test F-2026-000001 --kind lab --result positive"
          + " --report-no LHU-7 --as pom-bengkulu"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id temuan.", en: "The finding's number or id.", valueName: "id"))
  var finding: String

  @Option(
    name: .customLong("kind"),
    help: .text(id: "Jenis uji: lab atau rapid.", en: "Kind: lab or rapid.", valueName: "kind"))
  var kind: String

  @Option(
    name: .customLong("result"),
    help: .text(
      id: "Hasil: positive atau negative.", en: "Result: positive or negative.",
      valueName: "result"))
  var result: String

  @Option(
    name: .customLong("report-no"),
    help: .text(
      id: "Nomor laporan hasil uji.", en: "Number of the laboratory report.", valueName: "n"))
  var reportNumber: String?

  @Option(
    name: .customLong("at"),
    help: .text(
      id: "Waktu hasil uji, RFC 3339 atau tanggal (bawaan: sekarang).",
      en: "Time of the result, RFC 3339 or a date (default: now).", valueName: "time"))
  var at: String?

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    var parameters = ["finding": finding, "kind": kind, "result": result]
    parameters["reportNo"] = reportNumber
    parameters["at"] = try at.map { try TimeArgument.completed($0, in: "at") }
    let answer: FindingChangeAnswer = try await session.connect().change(
      ChangeRequest(
        .findings, .recordTest, as: actor.unit, commandID: actor.commandID,
        parameters))
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
