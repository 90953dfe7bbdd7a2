import Domain
import Events
import Log

/// **Messages.** Ledger, mailboxes and logs agree: each alert, task and alarm of the followed logs, and
/// each own alarm and escalation, has its messages once, to its units, with their kind and role; an update or a withdrawal reaches
/// also whoever has a task of the finding without standing in its circle; each row of a mailbox is named by one event
/// `message.posted` and the reverse; nothing was posted for a reason that is not in the logs.
struct MessageRule {
  let country: Country

  private let rows: [MessageCause: [MessageRow]]
  private let positions: [String: MessageRow]
  private let identifiers: [ID<Message>: MessageRow]

  init(_ country: Country) {
    self.country = country
    rows = Dictionary(grouping: country.messages, by: \.cause)
    positions = Dictionary(
      country.messages.map { ("\($0.unit) \($0.position)", $0) },
      uniquingKeysWith: { first, _ in first })
    identifiers = Dictionary(
      country.messages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func violations() -> [Violation] {
    postings() + entries() + causes() + acknowledgements()
  }

  // MARK: The log and the rows

  private func postings() -> [Violation] {
    var violations: [Violation] = []
    var posted: [String: UInt64] = [:]
    for posting in country.postings {
      for entry in posting.data.entries {
        let key = "\(entry.unit) \(entry.position)"
        let place = "position \(entry.position) of \(entry.unit), notifier \(posting.sequence)"
        if let other = posted.updateValue(posting.sequence, forKey: key) {
          violations.append(Violation(.messages, "\(place), was posted by \(other) already"))
        }
        guard let row = positions[key], row.id == entry.message, row.number == entry.number,
          row.kind == entry.kind.rawValue, row.finding == posting.data.finding
        else {
          violations.append(
            Violation(.messages, "\(place), is not in the mailbox as it was posted"))
          continue
        }
      }
    }
    for row in country.messages where posted["\(row.unit) \(row.position)"] == nil {
      violations.append(Violation(.messages, "\(row) was never posted"))
    }
    return violations
  }

  /// What a unit reads is what the row says.
  private func entries() -> [Violation] {
    country.messages.filter { row in
      guard let entry = row.entry else { return true }
      return entry.message != row.id || entry.number != row.number
        || entry.kind.rawValue != row.kind || entry.position != row.position
        || entry.finding != row.finding
    }.map { Violation(.messages, "\($0) reads otherwise than the ledger has it") }
  }

  private func acknowledgements() -> [Violation] {
    var acknowledged: Set<ID<Message>> = []
    var violations: [Violation] = []
    for event in country.acknowledgements {
      if !acknowledged.insert(event.data.message).inserted {
        violations.append(
          Violation(.messages, "message \(event.data.message) was acknowledged twice"))
      }
      let row = positions["\(event.data.unit) \(event.data.position)"]
      if row?.id != event.data.message || row?.acknowledgedAt != event.header.time.milliseconds {
        violations.append(
          Violation(
            .messages, "the acknowledgement notifier \(event.sequence) is not in the mailbox"))
      }
    }
    for row in country.messages where row.acknowledgedAt != nil && !acknowledged.contains(row.id) {
      violations.append(Violation(.messages, "\(row) is acknowledged, the log knows nothing of it"))
    }
    return violations
  }

  // MARK: The causes

  private func causes() -> [Violation] {
    var walk = MessageWalk(country, rows: rows)
    for posting in country.postings {
      let rows = posting.data.entries.lazy.compactMap { identifiers[$0.message] }
      if let row = rows.first {
        walk.take(posting, row.cause)
      } else if let cause = posting.cause.first, let service = country.service(of: cause.log) {
        // Nobody was told, because the withdrawal had passed.
        walk.take(
          posting,
          MessageCause(source: service.rawValue, sequence: cause.sequence, epoch: cause.epoch))
      }
    }
    walk.finish()
    return walk.violations
  }
}
