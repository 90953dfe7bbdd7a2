import Events
import Log

/// The record that makes messages.
struct MessageCause: Hashable, Comparable, CustomStringConvertible {
  var source: String
  var sequence: UInt64
  /// The epoch of the record. What a restored log has lost and what it has instead differ in it alone.
  var epoch: UInt64 = 1

  /// A record of a log that the notifier follows.
  init(_ header: RecordHeader, of source: ServiceName) {
    self.init(source: source.rawValue, sequence: header.sequence, epoch: header.epoch)
  }

  /// A record of the notifier's own log, which is one whatever its epochs.
  init(own header: RecordHeader) {
    self.init(source: ServiceName.notifier.rawValue, sequence: header.sequence)
  }

  init(source: String, sequence: UInt64, epoch: UInt64 = 1) {
    self.source = source
    self.sequence = sequence
    self.epoch = epoch
  }

  static func < (left: MessageCause, right: MessageCause) -> Bool {
    (left.source, left.epoch, left.sequence) < (right.source, right.epoch, right.sequence)
  }

  var description: String {
    "\(source) \(sequence)" + (epoch > 1 ? " of epoch \(epoch)" : "")
  }
}
