public import Events

/// The way to the services of one running system.
public protocol Door: Sendable {
  /// Asks a service and waits for its answer. A command may be sent again while the time lasts: it
  /// carries an id, so it happens once.
  ///
  /// - Returns: the JSON of the answer.
  /// - Throws: `Refusal` when the service refuses; `DoorError` when no answer came in time.
  func request(
    _ service: ServiceName, _ head: RequestHead, document: [UInt8]?, within: Duration
  ) async throws -> [UInt8]

  /// Ends all connections; a request after it is an error of ours.
  func close() async
}
