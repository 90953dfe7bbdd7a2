/// The ZeroMQ side of a process: one thread, one context, and the ZAP handler that guards every
/// endpoint with keys.
///
/// Doors, clients, publishers and followers are actors on this bus's thread. Each is made with the
/// bus and keeps its own sockets; whoever uses it keeps it.
package actor MessageBus {
  /// The thread on which everything of this bus runs.
  package nonisolated let thread: any BusThread
  /// Who may connect and ask; the same at the handshake and at every request.
  package nonisolated let authoriser: Authoriser
  private var zap: ZapHandler?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  /// A bus whose thread brings its own sockets; its endpoints take no keys.
  package init(_ thread: any BusThread, authoriser: @escaping Authoriser) {
    self.thread = thread
    self.authoriser = authoriser
  }

  /// Starts a bus. Without an authoriser no key is admitted, so that only `ipc` is of use.
  /// - Throws: `exhausted` or `system` when there is no thread or context to be had.
  package static func start(
    name: String = "bus", authoriser: @escaping Authoriser = { _, _ in nil }
  ) async throws(BusError) -> MessageBus {
    let thread = try PollThread(name: name)
    let bus = MessageBus(thread, authoriser: authoriser)
    try await bus.installZapHandler(on: thread)
    return bus
  }

  /// Closes every socket of this bus and its context; what is queued in them is dropped. Requests
  /// that wait end with `closed`. A second call does nothing.
  package func close() {
    zap = nil
    thread.close()
  }

  /// How many connections the handshake admitted and refused since the start.
  package var handshakes: (admitted: UInt64, refused: UInt64) {
    (zap?.admitted ?? 0, zap?.refused ?? 0)
  }

  private func installZapHandler(on thread: PollThread) throws(BusError) {
    zap = try ZapHandler(on: thread, authoriser: authoriser) { [weak self] readiness in
      if readiness.contains(.read) { self?.assumeIsolated { $0.serveHandshakes() } }
    }
  }

  /// For the tests of a dead handler.
  func removeZapHandler() { zap = nil }

  private func serveHandshakes() {
    do {
      try zap?.serve()
    } catch {
      // The handler's socket is beyond repair: without it nobody is admitted any more.
      zap = nil
    }
  }
}
