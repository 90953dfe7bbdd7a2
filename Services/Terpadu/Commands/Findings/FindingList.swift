import ArgumentParser
import Domain
import Events

/// `terpadu finding list`
struct FindingList: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "list", id: "Daftar temuan, yang terbaru dahulu.",
      en: "List findings, newest first.",
      examples: [
        "terpadu finding list --unit pom-bengkulu --state presumptive",
        "terpadu finding list --region 17.02 --json",
      ])
  }

  @Option(
    name: .customLong("unit"),
    help: .text(
      id: "Unit pelapor atau pemilik wilayah.",
      en: "The unit that reported, or whose area it is.", valueName: "unit"))
  var unit: String?

  @Option(
    name: .customLong("state"),
    help: .text(
      id: "Keadaan: recorded, reported, presumptive, confirmed, refuted, closed, withdrawn.",
      en: "State: recorded, reported, presumptive, confirmed, refuted, closed, withdrawn.",
      valueName: "state"))
  var state: String?

  @Option(
    name: .customLong("region"),
    help: .text(
      id: "Kode wilayah, misalnya 17.02.", en: "Region code, such as 17.02.", valueName: "code"))
  var region: String?

  @Option(
    name: .customLong("flag"),
    help: .text(
      id: "Tanda, misalnya substance-unmapped.", en: "Flag, such as substance-unmapped.",
      valueName: "flag"))
  var flag: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    var parameters = page.parameters
    parameters["unit"] = unit
    parameters["state"] = state
    parameters["region"] = region
    parameters["flag"] = flag
    let answer = try await session.connect().findings(
      parameters, as: reader.unit.map { UnitID($0) }, limit: page.limit)
    try session.show(FindingListPrintout(answer: answer))
    return .done
  }
}
