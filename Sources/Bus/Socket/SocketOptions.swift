internal import CZeroMQ

/// How soon a client tries again when its link is gone.
package enum ReconnectPace: Hashable, Sendable {
  /// After 20 to 500 ms: a few services that wait for each other.
  case service
  /// After 0.5 to 15 s: thousands of units, which must not all come back at once.
  case unit
}

/// What a socket is for, with libzmq's options for it. The values and their measurements are in
/// docs/decisions/0003; LINGER is 0 everywhere: nothing is owed to a socket.
package struct SocketOptions: Sendable {
  /// The pattern that the socket plays its part in.
  package enum Kind: Sendable {
    case publisher, subscriber, router, dealer, pair, reply
  }

  package let kind: Kind
  /// Messages that wait for one peer before the socket drops (PUB) or refuses (ROUTER, DEALER); 0
  /// is no limit.
  package var sendHighWater: Int32
  package var receiveHighWater: Int32
  /// Bytes of one frame; a peer that sends more is cut off by libzmq.
  var frameBytesMax: Int64
  var handshakeMilliseconds: Int32
  /// How often it sends libzmq's heartbeats, if it does; the other end of the link then hears when
  /// they stop. A link without a sign for three times as long is given up.
  ///
  /// PUB and DEALER do, SUB and ROUTER do not: libzmq 4.3.4 ends the process (`!_io_error`) when a
  /// socket's heartbeat is due while its queue is full and its peer has gone, which is what a slow
  /// follower of a restarted publisher is (libzmq issue 4841). PUB has nothing to receive, and no
  /// more is under way to a DEALER than its queue takes.
  var heartbeatMilliseconds: Int32?
  var reconnectMilliseconds: Int32 = 20
  var reconnectMillisecondsMax: Int32 = 500

  /// PUB: drops for the follower that does not keep up, some 20 MB of a busy service's commits.
  static let publisher = SocketOptions(
    kind: .publisher, sendHighWater: 500, receiveHighWater: 1_000, frameBytesMax: 256 << 10,
    handshakeMilliseconds: 3_000, heartbeatMilliseconds: 1_000)

  /// SUB: its send limit counts subscriptions, which must never be dropped.
  static let subscriber = SocketOptions(
    kind: .subscriber, sendHighWater: 0, receiveHighWater: 250, frameBytesMax: 512 << 10,
    handshakeMilliseconds: 5_000)

  /// ROUTER: an unknown or full peer is an error, not silence.
  static func router(sendHighWater: Int32) -> SocketOptions {
    SocketOptions(
      kind: .router, sendHighWater: sendHighWater, receiveHighWater: 1_000,
      frameBytesMax: 256 << 10, handshakeMilliseconds: 3_000)
  }

  /// DEALER between services.
  static let dealer = SocketOptions(
    kind: .dealer, sendHighWater: 1_000, receiveHighWater: 1_000, frameBytesMax: 512 << 10,
    handshakeMilliseconds: 5_000, heartbeatMilliseconds: 1_000)

  /// DEALER of a unit. libzmq 4.3.4 looks through all timers of a process for each heartbeat that
  /// comes in: with 5,000 units, one a second from each keeps its thread from anything else. A
  /// mailbox has a sign of its own every 15 s.
  static let unitDealer: SocketOptions = {
    var options = dealer
    options.reconnectMilliseconds = 500
    options.reconnectMillisecondsMax = 15_000
    options.heartbeatMilliseconds = 10_000
    return options
  }()

  static func dealer(_ pace: ReconnectPace) -> SocketOptions {
    switch pace {
    case .service: dealer
    case .unit: unitDealer
    }
  }

  /// PAIR: the news of a socket's link, a few for each attempt to connect. Without limit, because
  /// libzmq's one thread for all sockets waits for room.
  static let pair = SocketOptions(
    kind: .pair, sendHighWater: 0, receiveHighWater: 0, frameBytesMax: 64 << 10,
    handshakeMilliseconds: 3_000)

  static let zap = SocketOptions(
    kind: .reply, sendHighWater: 0, receiveHighWater: 0, frameBytesMax: 64 << 10,
    handshakeMilliseconds: 3_000)

  /// Everything that is set before bind or connect, in one list.
  var values: [(name: Int32, value: Int32)] {
    var values: [(Int32, Int32)] = [
      (ZMQ_LINGER, 0), (ZMQ_SNDHWM, sendHighWater), (ZMQ_RCVHWM, receiveHighWater),
      (ZMQ_HANDSHAKE_IVL, handshakeMilliseconds), (ZMQ_TCP_MAXRT, 10_000),
      (ZMQ_TCP_KEEPALIVE, 1), (ZMQ_TCP_KEEPALIVE_IDLE, 5), (ZMQ_TCP_KEEPALIVE_INTVL, 2),
      (ZMQ_TCP_KEEPALIVE_CNT, 3),
      (ZMQ_CONNECT_TIMEOUT, 3_000), (ZMQ_RECONNECT_IVL, reconnectMilliseconds),
      (ZMQ_RECONNECT_IVL_MAX, reconnectMillisecondsMax), (ZMQ_BACKLOG, 1_024),
    ]
    if let interval = heartbeatMilliseconds {
      values += [
        (ZMQ_HEARTBEAT_IVL, interval), (ZMQ_HEARTBEAT_TIMEOUT, 3 * interval),
        (ZMQ_HEARTBEAT_TTL, 3 * interval),
      ]
    }
    if kind == .router { values += [(ZMQ_ROUTER_MANDATORY, 1), (ZMQ_ROUTER_HANDOVER, 0)] }
    // No queueing into nowhere: the application sends again.
    if kind == .dealer { values.append((ZMQ_IMMEDIATE, 1)) }
    return values
  }
}

extension SocketOptions.Kind {
  /// libzmq's number for it.
  var number: Int32 {
    switch self {
    case .publisher: ZMQ_PUB
    case .subscriber: ZMQ_SUB
    case .router: ZMQ_ROUTER
    case .dealer: ZMQ_DEALER
    case .pair: ZMQ_PAIR
    case .reply: ZMQ_REP
    }
  }
}
