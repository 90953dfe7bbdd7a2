/// The bounds of a ``Door``.
public struct DoorConfiguration: Sendable {
  /// Requests of one peer that are not answered yet; one more is refused as overloaded.
  public var inFlightPerPeerMax = 512
  /// The same over all peers.
  public var inFlightMax = 8_192
  /// Answers and pushes that wait for one peer to read; one more is dropped and counted. More than
  /// `inFlightPerPeerMax`, so that only a peer that does not read loses answers.
  public var sendHighWater: Int32 = 1_000

  public init() {}
}

/// What a ``Door`` has seen since its start.
public struct DoorCounters: Hashable, Sendable {
  public var requests: UInt64 = 0
  public var answers: UInt64 = 0
  /// Messages dropped without an answer, by reason.
  public var dropped: [WireError: UInt64] = [:]
  /// Requests without a name, or whose key is no longer admitted.
  public var forbidden: UInt64 = 0
  public var unknownKinds: UInt64 = 0
  /// Requests refused for a bound.
  public var overloaded: UInt64 = 0
  /// Answers and pushes whose peer was gone.
  public var peersGone: UInt64 = 0
  /// Answers and pushes whose peer's queue was full.
  public var peersFull: UInt64 = 0
  /// Answers that were over a limit of the wire, and refused in their place.
  public var oversizeAnswers: UInt64 = 0
  /// Endpoints that libzmq gave up, and that are closed since.
  public var lostEndpoints: UInt64 = 0
  /// Requests whose handler let its responder go without an answer.
  public var unanswered: UInt64 = 0

  public init() {}
}
