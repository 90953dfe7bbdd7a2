package import Domain
package import Events

/// The way to the services of one running system.
package protocol Door: Sendable {
  /// Asks a service and waits for its answer. A command may be sent again while the time lasts: it
  /// carries an id, so it happens once.
  ///
  /// - Returns: the JSON of the answer.
  /// - Throws: `Refusal` when the service refuses; `DoorError` when no answer came in time.
  func request(
    _ service: ServiceName, _ head: RequestHead, document: [UInt8]?, within: Duration
  ) async throws -> [UInt8]

  /// Follows a unit's mailbox: what is in it after a position, then each message as it comes.
  ///
  /// The stream ends with `Refusal` when the mailbox may not be read; it goes on when the notifier
  /// was away. In a new epoch of the mailbox all messages come again.
  func mailbox(
    of unit: UnitID, epoch: UInt64, after position: UInt64
  ) async throws -> AsyncThrowingStream<MailboxDelivery, any Error>

  /// Ends all connections; a request after it is an error of ours.
  func close() async
}

/// A message that the mailbox's door pushed.
package struct MailboxDelivery: Sendable {
  /// The JSON of an `InboxEntry`.
  package let entry: [UInt8]
  /// To be called when the message is safe with the reader: the door then pushes more.
  package let stored: @Sendable () -> Void

  package init(entry: [UInt8], stored: @escaping @Sendable () -> Void) {
    self.entry = entry
    self.stored = stored
  }
}
