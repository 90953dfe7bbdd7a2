import Bus

/// One connection between a socket that connects and the one that is bound, while it lasts.
final class SimulatedLink {
  let connector: SimulatedSocket
  let acceptor: SimulatedSocket
  /// What the acceptor, a ROUTER, knows the connector by.
  let routingID: [UInt8]
  var isUp = true
  /// PUB sends only to who has subscribed.
  var isSubscribed = false
  /// Messages on their way or not yet taken, to the acceptor and to the connector.
  var waiting = (toAcceptor: 0, toConnector: 0)
  /// When the last message in each direction arrives: what follows comes later.
  var lastArrival: (toAcceptor: Int64, toConnector: Int64) = (0, 0)

  init(connector: SimulatedSocket, acceptor: SimulatedSocket, routingID: [UInt8]) {
    self.connector = connector
    self.acceptor = acceptor
    self.routingID = routingID
  }

  func peer(of socket: SimulatedSocket) -> SimulatedSocket {
    socket === connector ? acceptor : connector
  }

  func waiting(to socket: SimulatedSocket) -> Int {
    socket === acceptor ? waiting.toAcceptor : waiting.toConnector
  }

  func count(_ change: Int, to socket: SimulatedSocket) {
    if socket === acceptor { waiting.toAcceptor += change } else { waiting.toConnector += change }
  }
}
