package import Domain

/// The first frame of every message through a door, 24 bytes (WP 4.1):
/// `"TPR" 1 | kind u32 | correlation 16`.
package struct Envelope: Hashable, Sendable {
  package static let byteCount = 24

  package var kind: DoorKind
  package var correlation: Correlation

  package init(kind: DoorKind, correlation: Correlation) {
    self.kind = kind
    self.correlation = correlation
  }

  /// - Throws: `length`, `magic` or `version`.
  package init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: Envelope.byteCount)
    try reader.magic("TPR")
    kind = DoorKind(rawValue: reader.uint32())
    correlation = Correlation(bytes: reader.uuid())
  }

  package var frame: [UInt8] {
    var writer = WireWriter(capacity: Envelope.byteCount)
    writer.magic("TPR")
    writer.uint32(kind.rawValue)
    writer.uuid(correlation.bytes)
    return writer.bytes
  }

  /// The envelope of the answer to the message of this one.
  package var answer: Envelope { Envelope(kind: kind.answer, correlation: correlation) }

  /// The envelope of the door's refusal of the message of this one.
  package var refusal: Envelope { Envelope(kind: kind.refusal, correlation: correlation) }
}

/// Ties an answer to its request, and the messages of a mailbox session to its open: 16 bytes that
/// the client chooses, unique within its connection (WP 4.1).
package struct Correlation: Hashable, Sendable {
  package let bytes: UUIDBytes

  package init(bytes: UUIDBytes) { self.bytes = bytes }

  /// The `number`th message of the client whose start drew `salt` at random: unique without drawing
  /// for every message, and other than those of a client before it on the same address.
  package init(salt: UInt64, number: UInt64) { bytes = UUIDBytes(high: salt, low: number) }

  /// The number, when `init(salt:number:)` made it with this salt.
  package func number(salt: UInt64) -> UInt64? {
    let number = (8..<16).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
    return self == Correlation(salt: salt, number: number) ? number : nil
  }
}

/// What a door message is about (WP 4.2). An open set: an unknown kind is refused by its receiver.
package struct DoorKind: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let request = DoorKind(rawValue: 1)
  package static let replay = DoorKind(rawValue: 2)
  package static let mailboxOpen = DoorKind(rawValue: 3)
  package static let mailboxPush = DoorKind(rawValue: 4)
  package static let mailboxAck = DoorKind(rawValue: 5)
  package static let mailboxCredit = DoorKind(rawValue: 6)
  package static let mailboxHead = DoorKind(rawValue: 7)
  package static let mailboxClose = DoorKind(rawValue: 8)
  package static let positionReport = DoorKind(rawValue: 9)

  /// The kind of the answer to a message of this kind.
  package var answer: DoorKind { DoorKind(rawValue: rawValue | 0x8000_0000) }

  /// The kind of the door's refusal of a message of this kind; its body is a `DoorRefusal`.
  package var refusal: DoorKind { DoorKind(rawValue: rawValue | 0xC000_0000) }

  package var isAnswer: Bool { rawValue & 0xC000_0000 == 0x8000_0000 }

  package var isRefusal: Bool { rawValue & 0xC000_0000 == 0xC000_0000 }

  /// The kind of the message that this one answers or refuses; itself for any other.
  package var request: DoorKind { DoorKind(rawValue: rawValue & 0x3FFF_FFFF) }
}
