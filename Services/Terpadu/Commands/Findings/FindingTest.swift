import ArgumentParser
import Domain
import Events

/// `terpadu finding test`
struct FindingTest: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "test", of: RecordTest.self,
      examples: [
        "terpadu finding test F-2026-000001 --kind lab --result positive"
          + " --report-no LHU-7 --as pom-bengkulu"
      ])
  }

  @Argument(help: .of(RecordTest.self, "finding", valueName: "id"))
  var finding: String

  @Option(
    name: .customLong("kind"),
    help: .of(RecordTest.self, "kind", valueName: "kind"))
  var kind: TestKind

  @Option(
    name: .customLong("result"),
    help: .of(RecordTest.self, "result", valueName: "result"))
  var result: TestResult

  @Option(
    name: .customLong("report-no"),
    help: .of(RecordTest.self, "reportNo", valueName: "n"))
  var reportNumber: String?

  @Option(
    name: .customLong("at"),
    help: .of(RecordTest.self, "at", valueName: "time"))
  var at: String?

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let test = RecordTest(
      finding: finding, kind: kind, result: result, reportNo: reportNumber,
      at: try at.map { try TimeArgument.completed($0, in: "at") })
    let answer = try await session.connect().change(
      test, as: actor.unit, commandID: actor.commandID)
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
