import ArgumentParser
import Domain
import Events

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
