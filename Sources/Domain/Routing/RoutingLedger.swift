/// Collects reasons while a finding is routed; one unit, however many reasons, is one recipient.
struct RoutingLedger {
  private struct Key: Hashable {
    var unit: UnitID
    var rule: RoutingRule
    var role: RecipientRole
    var parameters: [String: String]
  }

  private var reasons: [Key: RoutingReason] = [:]
  private(set) var flags: Set<FindingFlag> = []

  /// Adds a reason; the same reason for another place extends the one that is there.
  mutating func tell(
    _ unit: UnitID, _ role: RecipientRole, _ rule: RoutingRule, place: Int? = nil,
    _ parameters: [String: String] = [:], basis: String? = nil, certainty: Certainty? = nil
  ) {
    let key = Key(unit: unit, rule: rule, role: role, parameters: parameters)
    let added = place.map { [$0] } ?? []
    if reasons[key] != nil {
      reasons[key]?.places.append(contentsOf: added)
    } else {
      reasons[key] = RoutingReason(
        rule: rule, role: role, places: added, parameters: parameters,
        basis: basis ?? rule.standingBasis, certainty: certainty)
    }
  }

  mutating func flag(_ flag: FindingFlag) { flags.insert(flag) }

  /// Flags an answer of the registry that cannot be fully relied on.
  mutating func weigh<Value>(_ answer: Established<Value>) {
    if !answer.isEstablished { flags.insert(.historyNotEstablished) }
    if answer.certainty == .knowledge { flags.insert(.lowCertainty) }
  }

  /// The recipients, sorted by unit.
  func recipients(reporter: UnitID) -> [Recipient] {
    Dictionary(grouping: reasons, by: \.key.unit)
      .map { unit, entries in
        let sorted = entries.map(\.value).sorted(by: RoutingReason.precedes)
        let roles = Set(sorted.map(\.role)).sorted(by: >)
        return Recipient(
          unit: unit, role: sorted[0].role, roles: roles, news: unit != reporter, reasons: sorted)
      }
      .sorted { $0.unit < $1.unit }
  }
}

extension RoutingReason {
  /// The strongest role first, then the order of the rules, then the parameters.
  static func precedes(_ left: RoutingReason, _ right: RoutingReason) -> Bool {
    if left.role != right.role { return left.role > right.role }
    if left.rule != right.rule { return left.rule.order < right.rule.order }
    return left.parameterText < right.parameterText
  }

  private var parameterText: String {
    parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
  }
}

extension RoutingRule {
  private static let orders = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })

  /// The place of the rule in the list.
  var order: Int { RoutingRule.orders[self] ?? RoutingRule.allCases.count }
}
