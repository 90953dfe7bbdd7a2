/// The limits of the wire protocol (docs/wire-protocol.md, section 2). The sender checks before it
/// sends, the receiver counts and drops.
package enum WireLimits {
  package static let topicBytesMax = 200
  /// Of a record's payload, a request's or answer's JSON, a mailbox item.
  package static let payloadBytesMax = 262_144
  /// Of any message through a door but a replay answer, the envelope included.
  package static let framesMax = 16
  /// After the envelope: the head, then all records in one frame.
  package static let replayAnswerFramesMax = 2
  /// Of a frame with records, in a replay answer or published.
  package static let recordsFrameBytesMax = 393_216
  /// In one such frame.
  package static let replayRecordsMax = 256
  /// Headers and payloads; a single record may be larger.
  package static let replayRecordBytesMax = 262_144
  /// Of the word of a refusal or close.
  package static let wordBytesMax = 64
  /// Of a unit's identifier or a follower's name.
  package static let nameBytesMax = 64
  package static let mailboxWindowMax = 32
  package static let mailboxSessionsPerPeerMax = 64
  package static let replayRequestsWaitingMax = 1_024
}

/// Why a message was dropped: the label of its counter (docs/wire-protocol.md, section 10).
package enum WireError: String, Error, CaseIterable, Sendable {
  case frameCount = "frame-count"
  case oversize
  case magic
  case version
  case length
  case topic
  case field
  case kind
  case hash
}

/// A name in a frame of its own: a unit's identifier, a follower's name.
enum WireName {
  /// - Throws: `length` unless it has 1 to 64 bytes, `field` unless it is UTF-8.
  static func text(_ frame: [UInt8]) throws(WireError) -> String {
    guard (1...WireLimits.nameBytesMax).contains(frame.count) else { throw .length }
    guard let text = String(validating: frame, as: UTF8.self) else { throw .field }
    return text
  }
}

/// A word of the protocol that gives the reason for a refusal or a close (WP 4.3, 7.1). An open set:
/// a reader takes an unknown word as "try again, later".
package struct WireWord: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// - Throws: `length` unless it has 1 to 64 bytes, `field` for bytes other than a-z and "-".
  package init(frame: [UInt8]) throws(WireError) {
    guard (1...WireLimits.wordBytesMax).contains(frame.count) else { throw .length }
    let dash = UInt8(ascii: "-")
    guard frame.allSatisfy({ (97...122).contains($0) || $0 == dash }) else { throw .field }
    rawValue = String(decoding: frame, as: UTF8.self)
  }

  package var frame: [UInt8] { Array(rawValue.utf8) }

  package var description: String { rawValue }

  package static let badRequest = WireWord(rawValue: "bad-request")
  package static let unknownKind = WireWord(rawValue: "unknown-kind")
  package static let overloaded = WireWord(rawValue: "overloaded")
  package static let unavailable = WireWord(rawValue: "unavailable")
  /// The answer is over a limit of the wire.
  package static let oversize = WireWord(rawValue: "oversize")
  package static let forbidden = WireWord(rawValue: "forbidden")
  package static let unknownLog = WireWord(rawValue: "unknown-log")
  package static let epoch = WireWord(rawValue: "epoch")
  package static let aheadOfHead = WireWord(rawValue: "ahead-of-head")
  package static let hashMismatch = WireWord(rawValue: "hash-mismatch")
  package static let stopping = WireWord(rawValue: "stopping")
  package static let done = WireWord(rawValue: "done")

  /// Whether a person must look before the same thing can succeed.
  package var isFinal: Bool {
    [
      .badRequest, .unknownKind, .oversize, .forbidden, .unknownLog, .epoch, .aheadOfHead,
      .hashMismatch,
    ].contains(self)
  }
}
