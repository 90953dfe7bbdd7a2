extension WireLimits {
  /// Whether a body may be sent with a message of this kind.
  static func allows(_ body: [[UInt8]], for kind: DoorKind) -> Bool {
    if kind == DoorKind.replay.answer {
      return body.count <= replayAnswerFramesMax
        && body.allSatisfy { $0.count <= replayRecordsBytesMax }
    }
    return body.count < framesMax && body.allSatisfy { $0.count <= payloadBytesMax }
      && body.reduce(0) { $0 + $1.count } <= 2 * payloadBytesMax
  }
}
