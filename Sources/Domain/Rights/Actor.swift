/// Who acts: for which unit, which person and in which function, and by which way.
///
/// It stands in every request and in every event that a person causes. What follows from a record or
/// from a timer has none.
package struct Actor: Hashable, Sendable {
  /// For whom it acts. `nil` for who works on the service's own host for no unit.
  package var unit: UnitID?
  /// An account's identifier, never a name.
  package var person: ID<Person>?
  /// What the person is in its unit; `nil` while units have no accounts.
  package var function: Function?
  package var via: Way

  package init(
    unit: UnitID? = nil, person: ID<Person>? = nil, function: Function? = nil, via: Way = .cli
  ) {
    self.unit = unit
    self.person = person
    self.function = function
    self.via = via
  }

  /// The subject of identifiers of accounts.
  package enum Person {}

  /// Whether it is the local operator: who works by the command line on the service's own host, for
  /// no unit. Whatever serves others, such as a gateway, says for whom it acts and is none.
  package var isOperator: Bool { unit == nil && via == .cli && function == nil }
}

extension Actor {
  /// By which way somebody acts: an open set, so that an older reader keeps an unknown word.
  package struct Way: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// The command line on the service's own host.
    package static let cli = Way(rawValue: "cli")
    /// A web gateway, which serves persons with accounts.
    package static let gateway = Way(rawValue: "gateway")
    /// Terpadu at a unit's own site.
    package static let node = Way(rawValue: "node")
    /// A unit's own system at the door for units.
    package static let link = Way(rawValue: "link")
    /// A channel of messages, such as e-mail.
    package static let channel = Way(rawValue: "channel")
    package static let timer = Way(rawValue: "timer")
  }

  /// What a person is in its unit: an open set.
  package struct Function: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// Reads what Pusat may read, and does nothing.
    package static let auditor = Function(rawValue: "auditor")
  }
}

extension Actor.Way: Codable {
  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension Actor.Function: Codable {
  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
