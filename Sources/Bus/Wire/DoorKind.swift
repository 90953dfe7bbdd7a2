/// What a door message is about (WP 4.2). An open set: an unknown kind is refused by its receiver.
public struct DoorKind: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let request = DoorKind(rawValue: 1)
  public static let replay = DoorKind(rawValue: 2)
  public static let mailboxOpen = DoorKind(rawValue: 3)
  public static let mailboxPush = DoorKind(rawValue: 4)
  public static let mailboxAck = DoorKind(rawValue: 5)
  public static let mailboxCredit = DoorKind(rawValue: 6)
  public static let mailboxHead = DoorKind(rawValue: 7)
  public static let mailboxClose = DoorKind(rawValue: 8)
  public static let positionReport = DoorKind(rawValue: 9)

  /// The kind of the answer to a message of this kind.
  public var answer: DoorKind { DoorKind(rawValue: rawValue | 0x8000_0000) }

  /// The kind of the door's refusal of a message of this kind; its body is a `DoorRefusal`.
  public var refusal: DoorKind { DoorKind(rawValue: rawValue | 0xC000_0000) }

  public var isAnswer: Bool { rawValue & 0xC000_0000 == 0x8000_0000 }

  public var isRefusal: Bool { rawValue & 0xC000_0000 == 0xC000_0000 }

  /// The kind of the message that this one answers or refuses; itself for any other.
  public var request: DoorKind { DoorKind(rawValue: rawValue & 0x3FFF_FFFF) }
}
