/// Collects reasons while a finding is routed; one unit, however many reasons, is one recipient.
struct RoutingLedger {
  /// A reason before its parameters are spelled out.
  private struct Entry {
    var rule: RoutingRule
    var role: RecipientRole
    var subject: RoutingSubject
    var places: [Int]
    var basis: String
    var certainty: Certainty?

    var reason: RoutingReason {
      RoutingReason(
        rule: rule, role: role, places: places, parameters: subject.parameters, basis: basis,
        certainty: certainty)
    }
  }

  private var entries: [UnitID: [Entry]] = [:]
  private(set) var flags: Set<FindingFlag> = []

  /// Adds a reason; the same reason for another place extends the one that is there.
  mutating func tell(
    _ unit: UnitID, _ role: RecipientRole, _ rule: RoutingRule, place: Int? = nil,
    _ subject: RoutingSubject = RoutingSubject(), basis: String? = nil,
    certainty: Certainty? = nil
  ) {
    let same = entries[unit]?.firstIndex {
      $0.rule == rule && $0.role == role && $0.subject == subject
    }
    guard let same else {
      entries[unit, default: []].append(
        Entry(
          rule: rule, role: role, subject: subject, places: place.map { [$0] } ?? [],
          basis: basis ?? rule.standingBasis, certainty: certainty))
      return
    }
    if let place { entries[unit]?[same].places.append(place) }
  }

  mutating func flag(_ flag: FindingFlag) { flags.insert(flag) }

  /// Flags an answer of the registry that cannot be fully relied on.
  mutating func weigh<Value>(_ answer: Established<Value>) {
    if !answer.isEstablished { flags.insert(.historyNotEstablished) }
    if answer.certainty <= .knowledge { flags.insert(.lowCertainty) }
  }

  /// The recipients, sorted by unit.
  func recipients(reporter: UnitID) -> [Recipient] {
    entries.map { unit, entries in
      let sorted = entries.sorted(by: RoutingLedger.precedes)
      var roles: [RecipientRole] = []
      for entry in sorted where roles.last != entry.role { roles.append(entry.role) }
      return Recipient(
        unit: unit, role: roles[0], roles: roles, news: unit != reporter,
        reasons: sorted.map(\.reason))
    }
    .sorted { $0.unit < $1.unit }
  }

  /// The strongest role first, then the order of the rules, then the subjects.
  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    if left.role != right.role { return left.role > right.role }
    if left.rule != right.rule { return left.rule.order < right.rule.order }
    return RoutingSubject.precedes(left.subject, right.subject)
  }
}

extension RoutingRule {
  private static let orders = Dictionary(
    uniqueKeysWithValues: known.enumerated().map { ($0.element, $0.offset) })

  /// The place of the rule in the list.
  var order: Int { RoutingRule.orders[self] ?? RoutingRule.known.count }
}
