/// One socket of a bus: the state of an actor that runs on the bus's thread, and of nobody else.
///
/// libzmq's is ``Socket``. A simulation brings its own, so that everything above runs unchanged on a
/// network that loses what it likes.
package protocol BusSocket: AnyObject {
  /// Whether it is gone, with or without its bus.
  var isClosed: Bool { get }

  /// - Returns: the endpoint with the port that the system chose.
  /// - Throws: `insecure` for TCP without CURVE or a directory that others may enter,
  ///   `addressInUse`, `closed`, `system`.
  func bind(_ endpoint: Endpoint, _ security: BindSecurity) throws(BusError) -> Endpoint

  /// Begins to connect, and goes on trying for the life of the socket.
  /// - Throws: `insecure` for TCP without CURVE or a directory that others may write, `closed`,
  ///   `system`.
  func connect(_ endpoint: Endpoint, _ security: ConnectSecurity) throws(BusError)

  /// All records of a publisher.
  func subscribe() throws(BusError)

  /// Calls `body` on the thread whenever a connection of this socket comes up, goes down or is
  /// refused. To be called before bind or connect, once.
  func watchLink(_ body: @escaping @Sendable (LinkEvent) -> Void) throws(BusError)

  /// What its owner is called for. Without any, the socket still keeps its connections.
  func setInterest(_ interest: Readiness)

  /// Takes the next message, without waiting.
  /// - Throws: `closed`, `system`.
  func receive(_ limits: ReceiveLimits) throws(BusError) -> Received

  /// Hands a message over, without waiting; whole or not at all.
  /// - Throws: `closed`, `system`.
  @discardableResult
  func send(_ frames: [[UInt8]]) throws(BusError) -> SendOutcome

  func close()
}
