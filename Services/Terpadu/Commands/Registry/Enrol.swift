import ArgumentParser
import Domain
import Events
import Security

/// `terpadu enrol`
struct Enrol: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "enrol", of: EnrolKey.self,
      examples: ["terpadu enrol pemda-17.02 --out pemda-17.02.key"])
  }

  @Argument(help: .of(EnrolKey.self, "unit", valueName: "unit"))
  var unit: UnitID

  @Option(
    name: .customLong("out"),
    help: .text(
      id: "Berkas baru untuk kunci rahasia (mode 0600).",
      en: "A new file for the secret key (mode 0600).", valueName: "file"))
  var file: String

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let pair = CurveKeyPair.make()
    // The secret is on disk before anyone trusts its public half.
    let keyFile = try UnitKeyFile(unit, pair, at: file, in: session.data)
    do {
      return try await RegistryChange(client: client, session: session).perform(
        EnrolKey(unit: unit, publicKey: keyFile.publicKey), by: actor
      ) { EnrolmentPrintout(answer: $0, file: file) }
    } catch let refusal as Refusal where ProgramStatus(refusal.code) == .refused {
      // Nobody trusts this key.
      keyFile.remove()
      throw refusal
    }
  }
}
