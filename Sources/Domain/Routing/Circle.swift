/// Who hears of a later version of a finding: everyone whom routing reaches now, and everyone who
/// was told of any earlier version, so that no correction arrives at fewer units than the alert.
package enum Circle {
  /// One unit's message of a later version.
  package struct Member: Hashable, Sendable {
    package var recipient: Recipient
    /// `alert` for a unit that was never told before and now hears of a standing finding.
    package var kind: Announcement
    /// Whether it is the unit's first message of this finding: it refers to no earlier one.
    package var isFirst: Bool

    package init(recipient: Recipient, kind: Announcement, isFirst: Bool) {
      self.recipient = recipient
      self.kind = kind
      self.isFirst = isFirst
    }
  }

  /// The members for an announcement, sorted by unit, each unit once.
  ///
  /// - An earlier recipient that routing no longer reaches keeps its earlier role, with the reason
  ///   `earlier-recipient`.
  /// - A unit that routing newly reaches gets an alert; of a withdrawal it gets the withdrawal alone,
  ///   as there is nothing left to be alerted of.
  /// - A withdrawal of what nobody was ever told reaches nobody.
  /// - `news` is true for everyone who got an earlier message, so that no mailbox keeps an alert
  ///   without its correction, and for everyone but the unit that makes the announcement: the
  ///   reporter hears of it when somebody else changes its finding.
  ///
  /// - Parameters:
  ///   - earlier: the recipients of all earlier versions, in order; the latest entry of a unit counts.
  ///   - author: the unit whose command causes the announcement.
  package static func merge(
    earlier: [Recipient], now decision: RoutingDecision, announcement: Announcement,
    author: UnitID
  ) -> [Member] {
    if announcement == .withdrawal, earlier.isEmpty { return [] }
    var known: [UnitID: Recipient] = [:]
    for recipient in earlier { known[recipient.unit] = recipient }
    var members = decision.recipients.map { recipient in
      let isFirst = known[recipient.unit] == nil
      return Member(
        recipient: recipient, kind: isFirst && announcement == .update ? .alert : announcement,
        isFirst: isFirst)
    }
    let routed = Set(decision.recipients.map(\.unit))
    for recipient in known.values where !routed.contains(recipient.unit) {
      members.append(
        Member(recipient: recipient.asEarlier(), kind: announcement, isFirst: false))
    }
    for index in members.indices {
      let unit = members[index].recipient.unit
      members[index].recipient.news = unit != author || known[unit]?.news == true
    }
    return members.sorted { $0.recipient.unit < $1.recipient.unit }
  }
}

extension Recipient {
  fileprivate func asEarlier() -> Recipient {
    var earlier = self
    earlier.reasons = [
      RoutingReason(
        rule: .earlierRecipient, role: role, basis: RoutingRule.earlierRecipient.standingBasis)
    ]
    return earlier
  }
}
