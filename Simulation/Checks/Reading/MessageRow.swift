import Domain
import Events
import Foundation
import GRDB

/// A row of the notifier's `message`.
struct MessageRow: Sendable {
  var unit: UnitID
  var position: UInt64
  var id: ID<Message>
  var number: String
  var source: String
  var sourceSequence: UInt64
  /// As the event by which it was posted says.
  var sourceEpoch: UInt64 = 1
  var kind: String
  var finding: ID<Finding>?
  /// What the unit reads, as it is stored.
  var content: [UInt8]
  /// `nil` when that cannot be read.
  var entry: InboxEntry?
  var createdAt: Timestamp
  /// `nil` while its unit has not read it.
  var deliveredAt: Timestamp?
  var acknowledgedAt: Int64?

  init(_ row: Row) {
    let (id, entry): (Data, Data) = (row["id"], row["entry"])
    let finding: Data? = row["finding"]
    let (position, sequence): (Int64, Int64) = (row["position"], row["source_sequence"])
    unit = UnitID(row["unit"])
    self.position = UInt64(clamping: position)
    self.id = ID(bytes: UUIDBytes(Array(id)))
    number = row["number"]
    source = row["source"]
    sourceSequence = UInt64(clamping: sequence)
    kind = row["kind"]
    self.finding = finding.map { ID(bytes: UUIDBytes(Array($0))) }
    content = Array(entry)
    self.entry = try? EventCoding.decode(InboxEntry.self, from: content)
    createdAt = Timestamp(milliseconds: row["created_at"])
    let deliveredAt: Int64? = row["delivered_at"]
    self.deliveredAt = deliveredAt.map(Timestamp.init(milliseconds:))
    acknowledgedAt = row["acknowledged_at"]
  }

  var cause: MessageCause {
    MessageCause(source: source, sequence: sourceSequence, epoch: sourceEpoch)
  }
}

extension MessageRow: CustomStringConvertible {
  var description: String { "message \(position) (\(number), \(kind)) of \(unit)" }
}
