import ArgumentParser
import Domain
import Events

/// `terpadu registry designate`
struct Designate: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "designate", id: "Tetapkan Balai sebagai koordinator suatu Loka.",
      en: "Designate the Balai that coordinates a Loka.",
      examples: [
        "terpadu registry designate pom-rejang-lebong pom-bengkulu --from 2026-03-15"
          + " --decree 'HK.02.02.1.2.03.26.12'"
      ])
  }

  @Argument(help: .text(id: "Loka POM.", en: "The Loka.", valueName: "loka"))
  var loka: String

  @Argument(help: .text(id: "Balai (Besar) POM.", en: "The Balai.", valueName: "balai"))
  var balai: String

  @OptionGroup var decree: DecreeOptions
  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let parameters = try decree.parameters.merging(["unit": loka, "coordinator": balai]) { $1 }
    return try await RegistryChange(client: session.connect(), session: session).perform(
      ChangeRequest(
        .registry, .designate, as: actor.unit, commandID: actor.commandID, parameters))
  }
}
