import Domain
import Events
import Foundation
import GRDB
import Log

/// A message as it lies in a mailbox: its row, and what the record of its posting says of it.
struct MessageRow: Sendable {
  var unit: UnitID
  var position: UInt64
  /// The posting in the notifier's log, and which of its entries.
  var record: UInt64
  var ordinal: Int
  var cause: MessageCause
  var id: ID<Message>
  var number: String
  var kind: String
  var finding: ID<Finding>?
  /// What its unit reads.
  var entry: InboxEntry
  var createdAt: Timestamp
  /// `nil` while its unit has not read it.
  var deliveredAt: Timestamp?
  var acknowledgedAt: Int64?

  static let query = """
    SELECT mailbox.unit, message.position, message.record, message.ordinal,
      message.delivered_at, message.acknowledged_at
    FROM message LEFT JOIN mailbox ON mailbox.id = message.mailbox
    ORDER BY mailbox.unit, message.position
    """

  /// - Returns: `nil` when the posting has no such entry.
  init?(_ row: Row, _ posting: Recorded<MessagesPosted>) {
    let (position, ordinal): (Int64, Int) = (row["position"], row["ordinal"])
    let (deliveredAt, acknowledgedAt): (Int64?, Int64?) = (
      row["delivered_at"], row["acknowledged_at"]
    )
    guard let unit: String = row["unit"],
      let entry = posting.data.message(
        ordinal, postedAt: posting.header.time,
        isExercise: posting.header.flags.contains(.exercise),
        acknowledgedAt: acknowledgedAt.map(Timestamp.init(milliseconds:)))
    else { return nil }
    self.unit = UnitID(unit)
    self.position = UInt64(clamping: position)
    record = posting.sequence
    self.ordinal = ordinal
    cause = posting.messageCause
    id = entry.message
    number = entry.number
    kind = entry.kind.rawValue
    finding = entry.finding
    self.entry = entry
    createdAt = posting.header.time
    self.deliveredAt = deliveredAt.map(Timestamp.init(milliseconds:))
    self.acknowledgedAt = acknowledgedAt
  }
}

extension MessageRow: CustomStringConvertible {
  var description: String { "message \(position) (\(number), \(kind)) of \(unit)" }
}

extension Recorded<MessagesPosted> {
  /// What it says of its cause, and the epoch of the record of a followed log on which it rests.
  var messageCause: MessageCause {
    let isOwn = data.cause.source == .notifier
    return MessageCause(
      source: data.cause.source.rawValue, sequence: data.cause.sequence,
      epoch: isOwn ? 1 : cause.first?.epoch ?? 1)
  }
}
