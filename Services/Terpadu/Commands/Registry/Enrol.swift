import ArgumentParser
import Domain
import Events
import Security

/// `terpadu enrol`
struct Enrol: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "enrol", id: "Daftarkan kunci baru untuk suatu unit.",
      en: "Enrol a new key of a unit.",
      examples: ["terpadu enrol pemda-17.02 --out pemda-17.02.key"])
  }

  @Argument(help: .text(id: "Unit pemilik kunci.", en: "Whose key.", valueName: "unit"))
  var unit: String

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
    let keyFile = try UnitKeyFile(UnitID(unit), pair, at: file, in: session.data)
    do {
      return try await RegistryChange(client: client, session: session).perform(
        ChangeRequest(
          .registry, .enrol, as: actor.unit, commandID: actor.commandID,
          ["unit": unit, "publicKey": keyFile.publicKey])
      ) { EnrolmentPrintout(answer: $0, file: file) }
    } catch let refusal as Refusal where ProgramStatus(refusal.code) == .refused {
      // Nobody trusts this key.
      keyFile.remove()
      throw refusal
    }
  }
}
