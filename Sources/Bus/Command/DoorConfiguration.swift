/// The bounds of a ``Door``.
package struct DoorConfiguration: Sendable {
  /// Requests of one peer that are not answered yet; one more is refused as overloaded.
  package var inFlightPerPeerMax = 512
  /// The same over all peers.
  package var inFlightMax = 8_192
  /// What the unanswered requests of one peer may weigh together, in bytes of their bodies; a request
  /// that would be over it is refused as overloaded.
  package var inFlightBytesPerPeerMax = 8 << 20
  /// The same over all peers.
  package var inFlightBytesMax = 64 << 20
  /// Answers and pushes that wait for one peer to read; one more is dropped and counted. More than
  /// `inFlightPerPeerMax`, so that only a peer that does not read loses answers.
  package var sendHighWater: Int32 = 1_000

  package init() {}
}

/// What a ``Door`` has seen since its start.
package struct DoorCounters: Hashable, Sendable {
  package var requests: UInt64 = 0
  package var answers: UInt64 = 0
  /// Messages dropped without an answer, by reason.
  package var dropped: [WireError: UInt64] = [:]
  /// Requests without a name, or whose key is no longer admitted.
  package var forbidden: UInt64 = 0
  package var unknownKinds: UInt64 = 0
  /// Requests refused for a bound.
  package var overloaded: UInt64 = 0
  /// Answers and pushes whose peer was gone.
  package var peersGone: UInt64 = 0
  /// Answers and pushes whose peer's queue was full.
  package var peersFull: UInt64 = 0
  /// Answers that were over a limit of the wire, and refused in their place.
  package var oversizeAnswers: UInt64 = 0
  /// Endpoints that libzmq gave up, and that are closed since.
  package var lostEndpoints: UInt64 = 0
  /// Requests whose handler let its responder go without an answer.
  package var unanswered: UInt64 = 0

  package init() {}
}
