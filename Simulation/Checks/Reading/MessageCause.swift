/// The record that makes messages.
struct MessageCause: Hashable, Comparable, CustomStringConvertible {
  var source: String
  var sequence: UInt64

  static func < (left: MessageCause, right: MessageCause) -> Bool {
    (left.source, left.sequence) < (right.source, right.sequence)
  }

  var description: String { "\(source) \(sequence)" }
}
