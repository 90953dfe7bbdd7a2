package import Domain

/// The first body frame of a request to a service's door; a second frame carries a document (a
/// finding's JSON, byte for byte as the officer wrote it) where the name asks for one.
package struct RequestHead: Codable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// Changes state; carries a command id and is answered after its commit.
    case command
    /// Reads: appends nothing to the log. `inbox.read` as the unit notes the delivery.
    case query
  }

  package var kind: Kind
  package var name: RequestName
  /// Who asks. At the door for units the key decides the unit.
  package var actor: Actor
  /// Chosen by the client; the same id again gets the stored answer. Commands only.
  package var commandID: String?
  package var fields: RequestFields

  package init(
    _ kind: Kind, _ name: RequestName, by actor: Actor, commandID: String? = nil,
    fields: RequestFields = [:]
  ) {
    self.kind = kind
    self.name = name
    self.actor = actor
    self.commandID = commandID
    self.fields = fields
  }

  package init<Content: ServiceRequest>(
    _ content: Content, by actor: Actor, commandID: String? = nil
  ) throws {
    self.init(
      Content.kind, Content.name, by: actor, commandID: commandID, fields: try content.wireFields)
  }

  /// A request by the command line.
  /// - Parameter unit: `nil` for the local operator.
  package init(
    _ content: some ServiceRequest, as unit: UnitID? = nil, commandID: String? = nil
  ) throws {
    try self.init(content, by: Actor(unit: unit, via: .cli), commandID: commandID)
  }

  /// The unit on whose behalf the request is made.
  package var unit: UnitID? { actor.unit }

  enum CodingKeys: String, CodingKey {
    case kind, name, actor, fields
    case commandID = "command"
  }
}

/// The name of a request: an open set, so that an older service answers an unknown one with a refusal
/// instead of not understanding the request at all. `RequestCatalogue` has those of today.
package struct RequestName: RawRepresentable, Hashable, Codable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// The first body frame of an answer; the second is the answer's JSON when the outcome is done.
package struct AnswerHead: Codable, Sendable {
  /// `nil` when the request was carried out.
  package var refusal: Refusal?

  package init(refusal: Refusal? = nil) {
    self.refusal = refusal
  }
}
