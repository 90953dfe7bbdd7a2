import ArgumentParser
import Domain
import Events

/// A command to a service, with the id that makes a second sending harmless.
struct ChangeRequest {
  var service: ServiceName
  var name: RequestName
  var unit: UnitID?
  /// The id of an earlier try; a new one otherwise.
  var commandID: String?
  var parameters: [String: String]
  var document: [UInt8]?

  init(
    _ service: ServiceName, _ name: RequestName, as unit: String?, commandID: String?,
    _ parameters: [String: String] = [:], document: [UInt8]? = nil
  ) {
    self.service = service
    self.name = name
    self.unit = unit.map { UnitID($0) }
    self.commandID = commandID
    self.parameters = parameters
    self.document = document
  }
}

extension ServiceClient {
  /// Sends a command.
  /// - Throws: `Refusal` of rule `command-unanswered` with the command's id when no answer came: it
  ///   may have happened, and sending it again with that id is safe.
  func change<Answer: Decodable>(
    _ request: ChangeRequest, as _: Answer.Type = Answer.self
  ) async throws -> Answer {
    let commandID = request.commandID ?? newID(CommandSubject.self).description
    do {
      return try await ask(
        request.service,
        RequestHead(
          .command, request.name, as: request.unit, commandID: commandID,
          parameters: request.parameters),
        document: request.document)
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
