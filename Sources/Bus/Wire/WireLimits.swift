/// The limits of the wire protocol (docs/wire-protocol.md, section 2). The sender checks before it
/// sends, the receiver counts and drops.
public enum WireLimits {
  public static let topicBytesMax = 200
  /// Of a record's payload, a request's or answer's JSON, a mailbox item.
  public static let payloadBytesMax = 262_144
  /// Of any message but a replay answer, the envelope included.
  public static let framesMax = 16
  /// After the envelope: the head, then all records in one frame.
  public static let replayAnswerFramesMax = 2
  /// Of the frame with the records.
  public static let replayRecordsBytesMax = 393_216
  public static let replayRecordsMax = 256
  /// Headers and payloads; a single record may be larger.
  public static let replayRecordBytesMax = 262_144
  /// Of the word of a refusal or close.
  public static let wordBytesMax = 64
  /// Of a unit's identifier or a follower's name.
  public static let nameBytesMax = 64
  public static let mailboxWindowMax = 32
  public static let mailboxSessionsPerPeerMax = 64
  public static let replayRequestsWaitingMax = 1_024
}
