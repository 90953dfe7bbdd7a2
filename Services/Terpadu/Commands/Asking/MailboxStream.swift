import Bus
import Domain

/// The end of a mailbox's door as a stream.
///
/// The door pushes no more than 32 messages that were not confirmed, and the stream has room for
/// them.
final class MailboxStream: MailboxSink {
  let deliveries: AsyncThrowingStream<MailboxDelivery, any Error>
  private let continuation: AsyncThrowingStream<MailboxDelivery, any Error>.Continuation
  private let unit: UnitID

  init(unit: UnitID) {
    self.unit = unit
    (deliveries, continuation) = AsyncThrowingStream.makeStream(
      bufferingPolicy: .bufferingOldest(64))
  }

  func deliver(
    _ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void
  ) {
    continuation.yield(MailboxDelivery(entry: item, stored: stored))
  }

  func startOver(epoch: UInt64) {
    // The messages come again and are known by their ids.
  }

  func stateChanged(_ state: MailboxReaderState) {
    if case .closed(let word) = state {
      continuation.finish(
        throwing: Refusal(
          .forbidden, field: "unit", rule: "mailbox-closed",
          ["unit": unit.rawValue, "word": word.rawValue]))
    }
  }
}
