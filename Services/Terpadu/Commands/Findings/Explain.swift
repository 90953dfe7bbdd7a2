import ArgumentParser
import Domain
import Events

/// `terpadu explain`
struct Explain: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "explain",
      id: "Siapa yang diberi tahu, peran, alasan, dasar hukum; dan siapa yang tidak, mengapa.",
      en: "Who was told, in which role, why and by which law; and who was not, and why.",
      examples: [
        "terpadu explain F-2026-000001",
        "terpadu explain F-2026-000001 --json",
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id temuan.", en: "The finding's number or id.", valueName: "id"))
  var finding: String

  @Option(
    name: .customLong("version"),
    help: .text(
      id: "Versi temuan (bawaan: yang terakhir).", en: "The finding's version (default: the last).",
      valueName: "n"))
  var version: Int?

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ExitStatus {
    let client = try session.connect()
    let unit = reader.unit.map { UnitID($0) }
    // Only what findings knows can become known to watch; and watch may still be a version behind.
    let known = try await client.findingVersion(finding, as: unit)
    var parameters = ["finding": finding]
    parameters["version"] = version.map { String($0) }
    let head = RequestHead(.query, .explain, as: unit, parameters: parameters)
    let answer = try await client.poll { remaining -> Explanation? in
      do {
        let answer: Explanation = try await client.ask(.watch, head, within: remaining)
        return answer.version >= (version ?? known ?? 0) ? answer : nil
      } catch let refusal as Refusal where refusal.rule == "not-yet-known" {
        return nil
      }
    }
    guard let answer else {
      throw Refusal(
        .unavailable, field: "finding", rule: "not-yet-known",
        ["finding": finding, "service": ServiceName.watch.rawValue])
    }
    try session.show(ExplanationPrintout(explanation: answer))
    return .done
  }
}

extension ServiceClient {
  /// The current version of a finding.
  /// - Returns: `nil` when findings does not answer: then watch alone knows.
  /// - Throws: `Refusal` when there is no such finding.
  fileprivate func findingVersion(_ finding: String, as unit: UnitID?) async throws -> Int? {
    struct Versioned: Decodable { var version: Int? }
    do {
      let view: Versioned = try await ask(
        .findings,
        RequestHead(.query, .showFinding, as: unit, parameters: ["finding": finding]),
        within: .seconds(1))
      return view.version
    } catch is DoorError {
      return nil
    }
  }
}
