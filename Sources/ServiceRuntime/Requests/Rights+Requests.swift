package import Domain
import Events

extension Request {
  /// What its actor may do and see.
  package func rights(in registry: RegistryState, at time: Timestamp) -> Rights {
    Rights(of: head.actor, in: registry, at: time)
  }

  /// Asks the table of rights what it can say without looking at a subject: the services ask again
  /// where there is one.
  /// - Throws: `Refusal` when the actor may not ask this.
  func requireRight(in registry: RegistryState, at time: Timestamp) throws(Refusal) {
    guard let action else {
      // A name that the table does not have is a mistake, or is nobody's but the operator's.
      guard head.actor.isOperator else { throw unknownName }
      return
    }
    guard !action.hasSubject else { return }
    let rights = rights(in: registry, at: time)
    guard rights.may(action) else { throw rights.refusal(of: action) }
  }
}

extension Rights {
  /// Whether a peer may follow a unit's mailbox.
  /// - Parameter user: the unit that its key proved; `nil` for a local peer.
  @Sendable static func mayOpenMailbox(_ user: String?, _ unit: UnitID) -> Bool {
    let actor = user.map { Actor(unit: UnitID($0), via: .link) } ?? Actor(via: .cli)
    // Whose mailbox it is asks nothing of the registry.
    let rights = Rights(of: actor, in: RegistryState(), at: Timestamp(milliseconds: 0))
    return rights.may(.openMailbox, RightsSubject(mailbox: unit))
  }

  /// Why an action without a subject is not this actor's.
  package func refusal(of action: Action) -> Refusal {
    let unit = actor.unit?.rawValue ?? ""
    if action.needsUnit, actor.unit == nil { return .invalid("as", "required") }
    if isOfUnknownUnit { return .invalid("as", "unknown-unit", ["unit": unit]) }
    if action == .reportFinding {
      return Refusal(.forbidden, field: "as", rule: "may-not-report", ["unit": unit])
    }
    guard actor.unit != nil else { return Refusal(.forbidden, field: "as", rule: "no-unit") }
    return Refusal(.forbidden, field: "as", rule: "operators-only", ["unit": unit])
  }
}

extension Action {
  /// Whether it is done in the name of a unit, so that the local operator says for which.
  fileprivate var needsUnit: Bool { self == .reportFinding || self == .simulate }
}
