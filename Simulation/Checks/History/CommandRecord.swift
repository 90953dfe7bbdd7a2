package import Domain
package import Events

/// One command of a simulated client: what it sent, how often, and what came back.
package struct CommandRecord: Sendable {
  /// What a client was told of one of its attempts.
  package enum Outcome: Hashable, Sendable {
    /// Carried out; the answer's JSON as it was received.
    case accepted([UInt8])
    case refused(Refusal)
  }

  package var service: ServiceName
  package var name: RequestName
  /// `nil` for the operator.
  package var unit: UnitID?
  package var id: String
  package var fields: RequestFields
  package var document: [UInt8]
  /// How often it was sent: of some attempts the client may never have heard.
  package var sentCount = 0
  /// What it heard, in the order in which it heard it.
  package var outcomes: [Outcome] = []
  /// Domain times at the client, for people who look into a violation.
  package var firstSentAt: Timestamp?
  package var answeredAt: Timestamp?

  package init<Content: Command>(
    _ content: Content, to service: ServiceName, as unit: UnitID?, id: String,
    document: [UInt8] = []
  ) throws {
    self.service = service
    name = Content.name
    self.unit = unit
    self.id = id
    fields = try content.wireFields
    self.document = document
  }

  /// The request's first frame.
  package var head: RequestHead {
    RequestHead(
      .command, name, by: Actor(unit: unit, via: .cli), commandID: id, fields: fields)
  }

  /// The same command as if it had not been sent yet.
  package var unsent: CommandRecord {
    var unsent = self
    (unsent.sentCount, unsent.outcomes) = (0, [])
    (unsent.firstSentAt, unsent.answeredAt) = (nil, nil)
    return unsent
  }

  /// The answers that were received, each once.
  var answers: Set<[UInt8]> {
    Set(
      outcomes.compactMap { outcome in
        if case .accepted(let answer) = outcome { answer } else { nil }
      })
  }

  /// Whether every attempt was refused, as far as the client can know: none is without an outcome.
  var isRefused: Bool { answers.isEmpty && !outcomes.isEmpty && outcomes.count >= sentCount }
}

extension CommandRecord: CustomStringConvertible {
  package var description: String {
    "\(name.rawValue) \(id) of \(unit?.rawValue ?? "operator") at \(service.rawValue)"
  }
}
