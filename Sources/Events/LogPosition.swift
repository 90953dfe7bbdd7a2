/// A place in a log: the log's id and the number of a record in it, with the epoch of the record.
/// Records are numbered from 1; 0 is the place before the first.
///
/// In JSON the epoch stands there from the second on: a log that was never restored has the first.
package struct LogPosition: Hashable, Codable, Sendable {
  package var log: LogID
  package var sequence: UInt64
  package var epoch: UInt64

  package init(log: LogID, sequence: UInt64, epoch: UInt64 = 1) {
    self.log = log
    self.sequence = sequence
    self.epoch = epoch
  }

  enum CodingKeys: String, CodingKey {
    case log, epoch
    case sequence = "seq"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    log = try container.decode(LogID.self, forKey: .log)
    sequence = try container.decode(UInt64.self, forKey: .sequence)
    epoch = try container.decodeIfPresent(UInt64.self, forKey: .epoch) ?? 1
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(log, forKey: .log)
    try container.encode(sequence, forKey: .sequence)
    if epoch > 1 { try container.encode(epoch, forKey: .epoch) }
  }
}
