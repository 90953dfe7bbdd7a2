/// A message as it came in, one array per frame. On a ROUTER the first frame is the routing id.
package struct BusMessage: Sendable {
  package var frames: [[UInt8]]
  /// Who the CURVE handshake proved the sender to be; nil without CURVE.
  package var sender: AuthenticatedPeer?

  package init(frames: [[UInt8]], sender: AuthenticatedPeer? = nil) {
    self.frames = frames
    self.sender = sender
  }
}

/// What the ZAP handler wrote on a connection when it admitted it.
package struct AuthenticatedPeer: Hashable, Sendable {
  let user: String
  let publicKey: [UInt8]
}

/// Bounds of a message that is received; a larger one is dropped while it arrives.
package struct ReceiveLimits: Sendable {
  package var frames: Int
  package var bytes: Int

  /// With the routing id before it.
  static let door = ReceiveLimits(
    frames: WireLimits.framesMax + 1, bytes: 2 * WireLimits.payloadBytesMax)

  /// An answer through a door, of which a replay's is not the largest.
  static let answer = ReceiveLimits(
    frames: WireLimits.framesMax, bytes: 2 * WireLimits.payloadBytesMax + Envelope.byteCount)

  static let published = ReceiveLimits(
    frames: 3, bytes: WireLimits.recordsFrameBytesMax + 512)
}

package enum Received {
  case message(BusMessage)
  /// Dropped whole, for one of the reasons that are counted.
  case dropped(WireError)
  case nothing
}

package enum SendOutcome: Equatable {
  case sent
  /// The peer's queue is full, or nobody is connected.
  case full
  /// A ROUTER does not know the peer, or no longer.
  case gone
}
