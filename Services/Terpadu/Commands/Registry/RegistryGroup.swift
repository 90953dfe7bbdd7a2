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
    help: .of(EndCoordination.self, "from", valueName: "time"))
  var from: String

  @Option(
    name: .customLong("decree"),
    help: .of(EndCoordination.self, "decree", valueName: "text"))
  var decree: String

  var inForceFrom: TimeText {
    get throws { try TimeArgument.completed(from, in: "from") }
  }
}

/// `terpadu registry end-designation`
struct EndDesignation: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "end-designation", of: EndCoordination.self,
      examples: [
        "terpadu registry end-designation pom-rejang-lebong --from 2026-06-01"
          + " --decree 'HK.02.02.1.2.06.26.40'"
      ])
  }

  @Argument(help: .of(EndCoordination.self, "unit", valueName: "loka"))
  var loka: UnitID

  @OptionGroup var decree: DecreeOptions
  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let end = EndCoordination(
      unit: loka, from: try decree.inForceFrom, decree: decree.decree)
    return try await RegistryChange(client: session.connect(), session: session)
      .perform(end, by: actor)
  }
}
