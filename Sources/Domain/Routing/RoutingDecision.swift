/// Who is told of one version of a finding, in which role and why; and who is not, and why not.
///
/// A value of the facts alone: the same input and the same registry give the same decision.
public struct RoutingDecision: Hashable, Codable, Sendable {
  /// Sorted by unit, each unit once.
  public var recipients: [Recipient]
  /// Sorted by unit and reason; no unit of `recipients` is among them.
  public var notTold: [NotTold]
  /// Sorted.
  public var flags: [FindingFlag]
  public var spans: Span
  public var riskClass: RiskClass

  public init(
    recipients: [Recipient], notTold: [NotTold], flags: [FindingFlag], spans: Span,
    riskClass: RiskClass
  ) {
    self.recipients = recipients
    self.notTold = notTold
    self.flags = flags
    self.spans = spans
    self.riskClass = riskClass
  }

  /// Rule 12: the same decision while the finding is confidential.
  ///
  /// Only the named group hears of it, and the reporter keeps its role where it has one. A unit of
  /// the group that routing would not reach is told for attention.
  public func held(group: [UnitID], reporter: UnitID) -> RoutingDecision {
    var held = self
    let told = Set(group).union([reporter])
    held.recipients = recipients.filter { told.contains($0.unit) }
    held.notTold = notTold.filter { !told.contains($0.unit) }
    for recipient in recipients where !told.contains(recipient.unit) {
      held.notTold.append(NotTold(unit: recipient.unit, reason: .held))
    }
    let routed = Set(recipients.map(\.unit))
    for unit in Set(group) where !routed.contains(unit) {
      let reason = RoutingReason(
        rule: .namedGroup, role: .attention, basis: RoutingRule.namedGroup.standingBasis)
      held.recipients.append(
        Recipient(
          unit: unit, role: .attention, roles: [.attention], news: unit != reporter,
          reasons: [reason]))
    }
    held.recipients.sort { $0.unit < $1.unit }
    held.notTold.sort(by: NotTold.precedes)
    return held
  }
}

extension NotTold {
  static func precedes(_ left: NotTold, _ right: NotTold) -> Bool {
    func key(_ entry: NotTold) -> (String, String, String) {
      (
        entry.unit.rawValue, entry.reason.rawValue,
        entry.parameters["region"] ?? entry.parameters["owner"] ?? ""
      )
    }
    return key(left) < key(right)
  }
}
