import ArgumentParser
import Domain
import Events

/// `terpadu registry import`
struct ImportFacts: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "import", id: "Masukkan fakta rujukan dari berkas: semua atau tidak satu pun.",
      en: "Take in reference facts from a file: all of them or none.",
      examples: [
        "terpadu registry import --file libur-2027.json",
        "terpadu registry import - --as pusat-deputi-3 < pemda-baru.json",
      ])
  }

  @OptionGroup var document: DocumentOptions
  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  /// Whoever decides by the registry.
  private static let followers = ServiceName.allCases.filter { $0.follows.contains(.registry) }

  func execute(in session: Session) async throws -> ProgramStatus {
    let source = document.source
    let bytes = try checked(source, in: session)
    let client = try session.connect()
    let answer = try await send(bytes, of: source, by: client)
    try session.show(ImportPrintout(answer: answer))
    return try await RegistryChange(client: client, session: session)
      .applied(answer.position, by: ImportFacts.followers)
  }

  /// What can be refused without the registry is refused before anything is sent.
  private func checked(_ source: DocumentSource, in session: Session) throws -> [UInt8] {
    do {
      let bytes = try source.read(in: session.environment)
      _ = try RegistryFact.list(json: bytes)
      return bytes
    } catch let refusal as Refusal where refusal.field != "--file" {
      throw refusal.named(in: source)
    }
  }

  private func send(
    _ bytes: [UInt8], of source: DocumentSource, by client: ServiceClient
  ) async throws -> RegistryImportAnswer {
    do {
      return try await client.change(
        ImportRegistryFacts(), as: actor.unit, commandID: actor.commandID, document: bytes)
    } catch let refusal as Refusal where refusal.factIndex != nil {
      throw refusal.named(in: source)
    }
  }
}

extension Refusal {
  /// The place in its list of the fact that is at fault: the registry's paths begin with it.
  fileprivate var factIndex: Int? {
    guard field.first == "[" else { return nil }
    return Int(field.dropFirst().prefix { $0 != "]" })
  }

  /// With the file, and with the fact's number from 1, for the sentence.
  fileprivate func named(in source: DocumentSource) -> Refusal {
    var named = self
    named.parameters["document"] = source.path
    named.parameters["fact"] = factIndex.map { String($0 + 1) }
    return named
  }
}
