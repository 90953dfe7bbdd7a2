import Domain
import Events
import GRDB
import Log

/// **Mailboxes.** Positions run 1, 2, 3 … in each mailbox. Of one finding a unit reads its alert
/// before the updates, everything before the withdrawal, the versions in their order, and its task
/// after its alert; one alert at most. A reader received what its mailbox holds, in order and once, and
/// nothing of another's. What it had read by an alert, before the notifier was restored comes again as
/// the same message, so that nobody is told twice.
struct MailboxRule {
  let country: Country
  let history: CountryHistory

  func violations() throws -> [Violation] {
    let mailboxes = Dictionary(grouping: country.messages, by: \.unit)
      .mapValues { $0.sorted { $0.position < $1.position } }
    var violations: [Violation] = []
    for (unit, rows) in mailboxes.sorted(by: { $0.key < $1.key }) {
      violations += numbering(of: unit, rows) + sequences(of: rows)
    }
    violations += try heads(mailboxes)
    for (unit, received) in history.received {
      violations += reading(received, of: unit, mailboxes[unit] ?? [])
      violations += kept(received, of: unit, mailboxes[unit] ?? [])
    }
    return violations
  }

  private func numbering(of unit: UnitID, _ rows: [MessageRow]) -> [Violation] {
    let positions = rows.map(\.position)
    guard positions != Array(1...UInt64(rows.count)) else { return [] }
    return [Violation(.mailboxes, "the mailbox of \(unit) has the positions \(positions)")]
  }

  private func heads(_ mailboxes: [UnitID: [MessageRow]]) throws -> [Violation] {
    var violations: [Violation] = []
    var known: Set<UnitID> = []
    let rows = try country.files[.notifier]?.rows("SELECT unit, head, delivered FROM mailbox")
    for row in rows ?? [] {
      let unit = UnitID(row["unit"])
      let (head, delivered): (Int64, Int64) = (row["head"], row["delivered"])
      known.insert(unit)
      if UInt64(clamping: head) != mailboxes[unit]?.last?.position ?? 0 || delivered > head {
        violations.append(
          Violation(.mailboxes, "\(unit) has head \(head), delivered up to \(delivered)"))
      }
    }
    for unit in mailboxes.keys.sorted() where !known.contains(unit) {
      violations.append(Violation(.mailboxes, "\(unit) has messages and no mailbox"))
    }
    return violations
  }

  // MARK: Order

  private func sequences(of rows: [MessageRow]) -> [Violation] {
    let subjects = Dictionary(grouping: rows.filter { $0.finding != nil }, by: \.finding)
    return subjects.values.flatMap { order(of: $0) }
  }

  private func order(of rows: [MessageRow]) -> [Violation] {
    var violations: [Violation] = []
    var last: [String: MessageCause] = [:]
    var kinds: [String] = []
    var isTaskOfAnother = false
    for row in rows {
      if let earlier = last.updateValue(row.cause, forKey: row.cause.source), earlier >= row.cause {
        violations.append(Violation(.mailboxes, "\(row) stands behind that of \(earlier)"))
      }
      if row.kind != "withdrawal", kinds.contains("withdrawal") {
        violations.append(Violation(.mailboxes, "\(row) stands behind the withdrawal"))
      }
      if row.kind == "alert" {
        if kinds.contains("alert") {
          violations.append(Violation(.mailboxes, "\(row) is a second alert"))
        } else if !kinds.isEmpty, !isTaskOfAnother {
          violations.append(Violation(.mailboxes, "\(row) stands behind what rests on it"))
        }
      }
      isTaskOfAnother = isTaskOfAnother || isRedirected(row)
      kinds.append(row.kind)
    }
    return violations
  }

  /// Whether the message gives a task that another unit had: its alert may come later or never.
  private func isRedirected(_ row: MessageRow) -> Bool {
    guard row.kind == "task" else { return false }
    return (country.tasks + country.lost.tasks).contains { task in
      guard MessageCause(task.header, of: .liaison) == row.cause,
        case .created(let from) = task.kind
      else { return false }
      return from != nil
    }
  }

  // MARK: Readers

  private func kept(
    _ received: ReceivedMailbox, of unit: UnitID, _ rows: [MessageRow]
  ) -> [Violation] {
    let kinds = Dictionary(rows.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let alerts = Set(received.earlier.filter { $0.kind == .alert }.map(\.message))
    return received.earlier.compactMap { entry in
      // The logs of watch and liaison travel apart. A task, and what is told because of a task alone, are
      // left out when the withdrawal arrives before them.
      guard entry.kind == .alert || entry.refersTo.map(alerts.contains) == true,
        let finding = entry.finding, kinds[entry.message] != entry.kind.rawValue,
        // What was told may be overtaken the second time.
        !(country.quarantined[.notifier] ?? []).contains(where: {
          $0.header.subject == finding.bytes
        })
      else { return nil }
      return Violation(
        .mailboxes, "\(unit) had read \(entry.number), which is not in its mailbox any more")
    }
  }

  private func reading(
    _ received: ReceivedMailbox, of unit: UnitID, _ rows: [MessageRow]
  ) -> [Violation] {
    let stored = rows.map { ReceivedMessage(position: $0.position, message: $0.id) }
    let messages = received.messages
    if messages == stored { return [] }
    var violations: [Violation] = []
    let own = Set(stored.map(\.message))
    for message in messages where !own.contains(message.message) {
      let owner = country.messages.first { $0.id == message.message }
      violations.append(
        Violation(
          .mailboxes,
          "\(unit) received at \(message.position) message \(message.message), which is "
            + (owner.map { "\($0)" } ?? "nobody's")))
    }
    if messages != Array(stored.prefix(messages.count)) {
      let expected = stored.prefix(messages.count).map(\.position)
      violations.append(
        Violation(
          .mailboxes,
          "\(unit) received the positions \(messages.map(\.position)), not \(expected)"))
    } else if received.isComplete {
      violations.append(
        Violation(
          .mailboxes, "\(unit) received \(messages.count) of \(stored.count) messages"))
    }
    return violations
  }
}
