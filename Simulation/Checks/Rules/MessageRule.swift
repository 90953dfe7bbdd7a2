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

  init(_ country: Country) {
    self.country = country
    rows = Dictionary(grouping: country.messages, by: \.cause)
    positions = Dictionary(
      country.messages.map { ("\($0.unit) \($0.position)", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func violations() -> [Violation] {
    postings() + causes() + acknowledgements()
      + country.strays.map { Violation(.messages, "the row \($0) stands for no message") }
  }

  // MARK: The log and the rows

  private func postings() -> [Violation] {
    var violations: [Violation] = []
    var posted: [String: UInt64] = [:]
    for posting in country.postings {
      for (ordinal, entry) in posting.data.entries.enumerated() {
        let key = "\(entry.unit) \(entry.position)"
        let place = "position \(entry.position) of \(entry.unit), notifier \(posting.sequence)"
        if let other = posted.updateValue(posting.sequence, forKey: key) {
          violations.append(Violation(.messages, "\(place), was posted by \(other) already"))
        }
        guard let row = positions[key], row.record == posting.sequence, row.ordinal == ordinal
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
    var violations: [Violation] = []
    for posting in country.postings {
      let cause = posting.messageCause
      if cause.source != "notifier", !rests(posting, on: cause) {
        violations.append(
          Violation(.messages, "notifier \(posting.sequence) does not rest on \(cause)"))
      }
      walk.take(posting, cause)
    }
    walk.finish()
    return violations + walk.violations
  }

  private func rests(_ posting: Recorded<MessagesPosted>, on cause: MessageCause) -> Bool {
    posting.cause.contains {
      country.service(of: $0.log)?.rawValue == cause.source && $0.sequence == cause.sequence
    }
  }
}
