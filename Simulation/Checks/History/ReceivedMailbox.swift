/// What one reader of a mailbox received.
package struct ReceivedMailbox: Sendable {
  /// In the order in which it was received, by what the reader itself keeps across its crashes.
  package var messages: [ReceivedMessage]
  /// Whether the reader had time to read to the end; otherwise it may lack the last ones.
  package var isComplete: Bool

  package init(_ messages: [ReceivedMessage] = [], isComplete: Bool = true) {
    self.messages = messages
    self.isComplete = isComplete
  }
}
