import ArgumentParser
import Domain
import Events

/// `terpadu who-covers`
struct WhoCovers: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "who-covers", id: "Siapa yang membawahi suatu wilayah pada suatu waktu.",
      en: "Who covers a region at a time.",
      examples: [
        "terpadu who-covers 17.02",
        "terpadu who-covers 13.03 --at 2024-05-01 --permit pirt",
      ])
  }

  @Argument(
    help: .text(
      id: "Kode wilayah, misalnya 17.02.", en: "Region code, such as 17.02.", valueName: "code"))
  var region: String

  @Option(
    name: .customLong("at"),
    help: .text(
      id: "Waktu, RFC 3339 atau tanggal (bawaan: sekarang).",
      en: "Time, RFC 3339 or a date (default: now).", valueName: "time"))
  var at: String?

  @Option(
    name: .customLong("permit"),
    help: .text(
      id: "Jenis izin, misalnya pirt: siapa yang berwenang.",
      en: "Permit type, such as pirt: who is competent.", valueName: "type"))
  var permit: String?

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    var parameters = ["region": region]
    parameters["at"] = try at.map { try TimeArgument.completed($0, in: "at") }
    parameters["permit"] = permit
    let answer: WhoCoversAnswer = try await session.connect().ask(
      .registry,
      RequestHead(
        .query, .whoCovers, as: reader.unit.map { UnitID($0) }, parameters: parameters))
    try session.show(WhoCoversPrintout(answer: answer, permit: permit))
    return .done
  }
}
