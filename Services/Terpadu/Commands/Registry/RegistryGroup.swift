import ArgumentParser
import Domain
import Events

/// `terpadu registry …`
struct RegistryGroup: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "registry", id: "Ubah rujukan: koordinator Loka, hari libur, wilayah, unit.",
      en: "Change reference data: coordinators of Loka, holidays, regions, units.",
      examples: [
        "terpadu registry designate pom-rejang-lebong pom-bengkulu --from 2026-03-15"
          + " --decree 'HK.02.02.1.2.03.26.12'",
        "terpadu registry import --file libur-2027.json",
      ],
      subcommands: [Designate.self, EndDesignation.self, ImportFacts.self])
  }

  @OptionGroup var global: GlobalOptions
}

/// From when, and by which decree.
struct DecreeOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: .text(
      id: "Mulai berlaku, RFC 3339 atau tanggal.", en: "In force from, RFC 3339 or a date.",
      valueName: "time"))
  var from: String

  @Option(
    name: .customLong("decree"),
    help: .text(
      id: "Nomor Keputusan Kepala BPOM.", en: "The decree of the Head of BPOM.",
      valueName: "text"))
  var decree: String

  var parameters: [String: String] {
    get throws {
      ["from": try TimeArgument.completed(from, in: "from"), "decree": decree]
    }
  }
}

/// `terpadu registry end-designation`
struct EndDesignation: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "end-designation", id: "Akhiri penetapan koordinator suatu Loka.",
      en: "End the designation of a Loka's coordinator.",
      examples: [
        "terpadu registry end-designation pom-rejang-lebong --from 2026-06-01"
          + " --decree 'HK.02.02.1.2.06.26.40'"
      ])
  }

  @Argument(help: .text(id: "Loka POM.", en: "The Loka.", valueName: "loka"))
  var loka: String

  @OptionGroup var decree: DecreeOptions
  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    try await RegistryChange(client: session.connect(), session: session).perform(
      ChangeRequest(
        .registry, .endDesignation, as: actor.unit, commandID: actor.commandID,
        try decree.parameters.merging(["unit": loka]) { $1 }))
  }
}
