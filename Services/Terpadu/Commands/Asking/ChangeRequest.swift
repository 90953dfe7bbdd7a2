import ArgumentParser
import Domain
import Events

extension ServiceClient {
  /// Sends a command, with an id that makes a second sending harmless.
  /// - Parameters:
  ///   - service: to be named for what every service does.
  ///   - commandID: the id of an earlier try; a new one otherwise.
  /// - Throws: `Refusal` of rule `command-unanswered` with the command's id when no answer came: it
  ///   may have happened, and sending it again with that id is safe.
  func change<Content: Command>(
    _ content: Content, by service: ServiceName? = nil, as unit: UnitID? = nil,
    commandID: String? = nil, document: [UInt8]? = nil
  ) async throws -> Content.Answer {
    let commandID = commandID ?? newID(CommandSubject.self).description
    do {
      return try await send(
        content, to: service, as: unit, commandID: commandID, document: document)
    } catch DoorError.noAnswer(let service, _) {
      throw Refusal(
        .unavailable, rule: "command-unanswered",
        ["service": service.rawValue, "command": commandID])
    }
  }
}

/// The subject of identifiers of commands.
enum CommandSubject {
  /// A command is sent again under the id that an error named, and that is a UUID: a slip must not
  /// make a new command of it. Over the wire any text of at most 64 bytes is one.
  /// - Throws: `ValidationError` for what is no UUID.
  static func require(_ id: String?) throws {
    guard let id, ID<CommandSubject>(id) == nil else { return }
    throw ValidationError(
      helpText(
        id: "--command-id memerlukan UUID yang disebut pesan kesalahan, bukan \(id)",
        en: "--command-id takes the UUID that the error named, not \(id)"))
  }
}
