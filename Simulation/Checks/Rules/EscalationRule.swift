import Domain
import Events
import Log

/// **Escalations.** Each is about a unit that had left unread for a day a message on which it must act,
/// and no further one comes before that has been read for a day. What such units have unread is watched: at the end each
/// has one timer, none is due, and there is no other. Whom an escalation is told is a matter of the messages.
struct EscalationRule {
  private let country: Country
  private let now: Timestamp
  private let rows: [ID<Message>: MessageRow]

  private static let day = Duration.seconds(86_400)
  /// Hosts' clocks are set back by hours, so that what was read later may bear an earlier time.
  private static let clockSteps = Duration.seconds(43_200)

  init(country: Country, now: Timestamp) {
    self.country = country
    self.now = now
    rows = Dictionary(
      country.messages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func violations() -> [Violation] { told() + timers() + unwatched() }

  // MARK: What was told

  private func told() -> [Violation] {
    var violations: [Violation] = []
    var last: [UnitID: MessageRow] = [:]
    for event in country.escalations {
      let (data, time) = (event.data, event.header.time)
      func report(_ sentence: String) {
        violations.append(
          Violation(
            .escalations, "the escalation notifier \(event.sequence), \(data.unit), \(sentence)"))
      }
      guard let row = rows[data.message], row.unit == data.unit, row.position == data.position,
        isWatched(row)
      else {
        report("is about no message on which it must act")
        continue
      }
      if time < row.createdAt.adding(Self.day) { report("came before a day had passed") }
      if !isUnread(row, at: time) { report("came after it was read") }
      if let earlier = last.updateValue(row, forKey: row.unit),
        earlier.deliveredAt.map({ $0.adding(Self.day) <= time }) != true
      {
        report("is a second one, and nothing was read between them")
      }
      let unread = posted(before: event.sequence, to: row.unit).filter { isUnread($0, at: time) }
      if !(1...UInt64(max(1, unread.count))).contains(data.unread)
        || !unread.contains(where: { $0.createdAt == data.since })
      {
        report("counts \(data.unread) since \(data.since.rfc3339()), not \(unread)")
      }
    }
    return violations
  }

  private func isWatched(_ row: MessageRow) -> Bool {
    row.entry.role == RecipientRole.action.rawValue && row.unit != .pusatDeputi3
  }

  private func isUnread(_ row: MessageRow, at time: Timestamp) -> Bool {
    row.deliveredAt.map { $0.adding(Self.clockSteps) >= time } ?? true
  }

  private func posted(before sequence: UInt64, to unit: UnitID) -> [MessageRow] {
    country.postings.filter { $0.sequence < sequence }.flatMap(\.data.entries)
      .filter { $0.unit == unit }.compactMap { rows[$0.message] }
  }

  // MARK: What is watched

  private func timers() -> [Violation] {
    let told = Set(country.escalations.map(\.data.message))
    return (country.files[.notifier]?.timers ?? []).compactMap { timer in
      func violation(_ sentence: String) -> Violation {
        Violation(.escalations, "the timer \(timer.id) \(sentence)")
      }
      guard let row = rows[ID(bytes: timer.subject)], timer.id == "unread:\(row.unit)",
        isWatched(row)
      else { return violation("waits for no message on which its unit must act") }
      if timer.dueAt <= now { return violation("is due and did not fire") }
      if timer.kind != (told.contains(row.id) ? "escalated" : "unread") {
        return violation("is of the kind \(timer.kind)")
      }
      let latest = now.adding(Self.day).adding(Self.clockSteps)
      guard (row.createdAt.adding(Self.day)...latest).contains(timer.dueAt) else {
        return violation("is due \(timer.dueAt.rfc3339())")
      }
      return nil
    }
  }

  private func unwatched() -> [Violation] {
    let timed = Set((country.files[.notifier]?.timers ?? []).map(\.id))
    let units = country.messages.filter { isWatched($0) && $0.deliveredAt == nil }.map(\.unit)
    return Set(units).sorted().filter { !timed.contains("unread:\($0)") }.map {
      Violation(.escalations, "\($0) has not read what it must act on, and is not watched")
    }
  }
}
