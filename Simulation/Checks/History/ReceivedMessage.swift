package import Domain
package import Events

/// A message as a unit's own system keeps it, after it was pushed or read.
package struct ReceivedMessage: Hashable, Sendable {
  package var position: UInt64
  package var message: ID<Message>

  package init(position: UInt64, message: ID<Message>) {
    self.position = position
    self.message = message
  }

  package init(_ entry: InboxEntry) {
    self.init(position: entry.position, message: entry.message)
  }
}
