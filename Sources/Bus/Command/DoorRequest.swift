/// A message that came through a door, with what is known of its sender.
public struct DoorRequest: Sendable {
  public let kind: DoorKind
  public let correlation: Correlation
  /// The frames after the envelope, at most 15.
  public let body: [[UInt8]]
  public let peer: DoorPeer

  /// The unit's id or the service's name that the CURVE key proved; nil for a local peer.
  public var user: String? { peer.sender?.user }
  /// Whether the peer came over `ipc`, so that file modes vouch for it.
  public var isLocal: Bool { peer.isLocal }
}

/// One connection to a door. Two connections of the same user are two peers.
public struct DoorPeer: Hashable, Sendable {
  /// Which of the door's sockets it came through.
  let socket: Int
  /// Where an answer goes; says nothing about who asks.
  let routingID: [UInt8]
  let sender: AuthenticatedPeer?
  /// nil without CURVE.
  let domain: SecurityDomain?

  public var user: String? { sender?.user }
  public var isLocal: Bool { domain == nil }

  public static func == (left: DoorPeer, right: DoorPeer) -> Bool {
    left.socket == right.socket && left.routingID == right.routingID
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(socket)
    hasher.combine(routingID)
  }
}
