/// The first frame of every message through a door, 24 octets (WP 4.1):
/// `"TPR" 1 | kind u32 | correlation 16`.
public struct Envelope: Hashable, Sendable {
  public static let byteCount = 24

  public var kind: DoorKind
  public var correlation: Correlation

  public init(kind: DoorKind, correlation: Correlation) {
    self.kind = kind
    self.correlation = correlation
  }

  /// - Throws: `length`, `magic` or `version`.
  public init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: Envelope.byteCount)
    try reader.magic("TPR")
    kind = DoorKind(rawValue: reader.uint32())
    correlation = Correlation(bytes: reader.uuid())
  }

  public var frame: [UInt8] {
    var writer = WireWriter(capacity: Envelope.byteCount)
    writer.magic("TPR")
    writer.uint32(kind.rawValue)
    writer.uuid(correlation.bytes)
    return writer.bytes
  }

  /// The envelope of the answer to the message of this one.
  public var answer: Envelope { Envelope(kind: kind.answer, correlation: correlation) }

  /// The envelope of the door's refusal of the message of this one.
  public var refusal: Envelope { Envelope(kind: kind.refusal, correlation: correlation) }
}
