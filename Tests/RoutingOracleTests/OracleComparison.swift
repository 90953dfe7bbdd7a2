import Domain
import Testing

@testable import RoutingOracle

/// Routes findings twice, by the product and by the oracle, and says where they differ.
///
/// The units must be the same, and the strongest role of each, and the product must know every role
/// that the oracle gives. Beside a stronger role the product may list `attention`, which the rules'
/// text replaces ("attention; coordination when …"): the reason for it is worth telling.
struct OracleComparison {
  let registry: RegistryState
  let oracle: RoutingOracle

  init(registry: RegistryState, facts: [RegistryFact]) {
    self.registry = registry
    oracle = RoutingOracle(facts: facts)
  }

  /// The differences for one finding, told to everyone and, a confidential one, also held; empty when there are none.
  func differences(
    _ document: FindingDocument, by reporter: UnitID, at eventTime: Timestamp
  ) -> [String] {
    let decision = Routing.decide(
      RoutingInput(document: document, reporter: reporter, eventTime: eventTime), in: registry)
    let circle = oracle.circle(of: document, reporter: reporter, at: eventTime)
    var differences = compare(decision.recipients, with: circle)
    if document.confidential {
      let held = decision.held(group: document.group, reporter: reporter)
      let heldCircle = oracle.heldCircle(of: document, reporter: reporter, at: eventTime)
      differences += compare(held.recipients, with: heldCircle).map { "held: \($0)" }
    }
    let tasks = decision.recipients.filter {
      $0.role == .action && registry.unit($0.unit, at: eventTime)?.value.kind.takesTasks ?? false
    }
    if Set(tasks.map(\.unit)) != oracle.taskUnits(in: circle, at: eventTime) {
      differences.append("tasks: \(tasks.map(\.unit.rawValue))")
    }
    return differences
  }

  private func compare(
    _ recipients: [Recipient], with circle: [UnitID: Set<RecipientRole>]
  ) -> [String] {
    var differences: [String] = []
    var told: Set<UnitID> = []
    for recipient in recipients {
      told.insert(recipient.unit)
      guard let roles = circle[recipient.unit] else {
        differences.append("\(recipient.unit) is \(recipient.role), the oracle leaves it out")
        continue
      }
      let surplus = Set(recipient.roles).subtracting(roles)
      if recipient.role != roles.max() || !roles.isSubset(of: recipient.roles)
        || !surplus.isSubset(of: [.attention])
      {
        differences.append(
          "\(recipient.unit) has \(recipient.roles), by the oracle \(roles.sorted())")
      }
    }
    for unit in circle.keys.sorted() where !told.contains(unit) {
      differences.append("\(unit) is left out, by the oracle \(circle[unit, default: []])")
    }
    return differences
  }
}

extension UnitKind {
  /// "To do something: it gets a task where it is a Pemda or a ministry."
  fileprivate var takesTasks: Bool { isLocalGovernment || self == .ministry }
}
