/// A request that waits for its answer in a ``CommandClient``.
struct PendingRequest {
  static let resendDelayMax: Duration = .seconds(8)

  /// Sent again octet for octet.
  let frames: [[UInt8]]
  let answerKind: DoorKind
  let completion: CommandClient.Completion
  /// nil: never.
  var resendDelay: Duration?
  var deadline: TimerToken
  var resend: TimerToken?
  var wasSent = false
  /// Stands in the client's queue, because the socket took nothing.
  var isQueued = false
  var lastRefusal: WireWord?

  /// What it ends with when its time is over.
  var failure: RequestFailure {
    if let lastRefusal { return .refused(lastRefusal) }
    return wasSent ? .noAnswer : .unreachable
  }
}
