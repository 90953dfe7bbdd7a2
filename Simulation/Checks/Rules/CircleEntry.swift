import Domain
import Events

/// What one unit of an alert's circle is told, as a rule expects it or as watch froze it.
struct CircleEntry: Hashable, Comparable, CustomStringConvertible {
  var unit: UnitID
  var role: RecipientRole
  var kind: Announcement
  var news: Bool

  init(unit: UnitID, role: RecipientRole, kind: Announcement, news: Bool) {
    self.unit = unit
    self.role = role
    self.kind = kind
    self.news = news
  }

  init(_ recipient: AlertRecipient) {
    self.init(
      unit: recipient.unit, role: recipient.role, kind: recipient.kind, news: recipient.news)
  }

  static func < (left: CircleEntry, right: CircleEntry) -> Bool {
    left.description < right.description
  }

  var description: String {
    "\(unit) \(kind.rawValue) \(role.rawValue)\(news ? "" : " without news")"
  }
}
