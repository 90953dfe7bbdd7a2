/// Who is told of one version of a finding, in which role and why; and who is not, and why not.
///
/// A value of the facts alone: the same input and the same registry give the same decision.
package struct RoutingDecision: Hashable, Sendable {
  /// Sorted by unit, each unit once.
  package var recipients: [Recipient]
  /// Sorted by unit and reason; no unit of `recipients` is among them.
  package var notTold: [NotTold]
  /// Sorted.
  package var flags: [FindingFlag]
  package var spans: Span
  package var riskClass: RiskClass

  package init(
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
  package func held(group: [UnitID], reporter: UnitID) -> RoutingDecision {
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

/// A unit that was considered and left out, and why.
package struct NotTold: Hashable, Sendable {
  /// The words are stable; rendered by `Localization` under `not-told.<word>`.
  package struct Reason: OpenWord {
    /// An administrative city or regency without a government of its own (DKI Jakarta); its province
    /// is told instead. Parameters: `region`, `instead`.
    package static let administrativeArea = Self(rawValue: "administrative-area")
    /// The region is its area at another time only. Parameters: `region`.
    package static let ownerAtAnotherTime = Self(rawValue: "owner-at-another-time")
    /// It coordinates the owner at another time only. Parameters: `owner`.
    package static let coordinatorAtAnotherTime = Self(rawValue: "coordinator-at-another-time")
    /// The finding is confidential and it is not in the named group.
    package static let held = Self(rawValue: "held")

    package static let known: [Self] = [
      .administrativeArea, .ownerAtAnotherTime, .coordinatorAtAnotherTime, .held,
    ]

    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
  }

  package var unit: UnitID
  package var reason: Reason
  package var parameters: [String: String]

  package init(unit: UnitID, reason: Reason, parameters: [String: String] = [:]) {
    self.unit = unit
    self.reason = reason
    self.parameters = parameters
  }
}

/// The recall class by risk to health (Peraturan BPOM 22/2017, continued by 22/2025).
package struct RiskClass: OpenWord {
  /// Serious illness or death: every substance of the integrated team.
  package static let classI = Self(rawValue: "class-1")
  /// The substance is not known or not mapped yet: a person decides.
  package static let unclassified = Self(rawValue: "unclassified")

  package static let known: [Self] = [.classI, .unclassified]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Every substance that the registry knows is one of the team's, and so class I.
  package init(_ substance: SubstanceMention) {
    self = substance.id == nil ? .unclassified : .classI
  }
}
