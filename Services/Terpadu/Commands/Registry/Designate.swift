import ArgumentParser
import Domain
import Events

/// `terpadu registry designate`
struct Designate: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "designate", of: DesignateCoordinator.self,
      examples: [
        "terpadu registry designate pom-rejang-lebong pom-bengkulu --from 2026-03-15"
          + " --decree 'HK.02.02.1.2.03.26.12'"
      ])
  }

  @Argument(help: .of(DesignateCoordinator.self, "unit", valueName: "loka"))
  var loka: UnitID

  @Argument(help: .of(DesignateCoordinator.self, "coordinator", valueName: "balai"))
  var balai: UnitID

  @OptionGroup var decree: DecreeOptions
  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let designation = DesignateCoordinator(
      unit: loka, coordinator: balai, from: try decree.inForceFrom, decree: decree.decree)
    return try await RegistryChange(client: session.connect(), session: session)
      .perform(designation, by: actor)
  }
}
