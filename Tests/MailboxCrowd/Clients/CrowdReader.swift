package import Bus
package import Domain
package import Events
import Synchronization

/// One reader of a unit's mailbox: what it was given, and how its mailbox stands.
package final class CrowdReader: MailboxSink {
  /// What happens to a reader, as it happens.
  package enum Event: Sendable {
    case opened
    case closed
    case message(ID<Message>)
    case fault(String)
  }

  private struct State {
    var messages: [ID<Message>] = []
    var isOpen = false
    var faults: [String] = []
  }

  package let unit: String
  private let stores: Bool
  private let onEvent: @Sendable (Event) -> Void
  private let state = Mutex(State())

  init(unit: String, stores: Bool, onEvent: @escaping @Sendable (Event) -> Void) {
    self.unit = unit
    self.stores = stores
    self.onEvent = onEvent
  }

  package var messages: [ID<Message>] { state.withLock { $0.messages } }
  package var isOpen: Bool { state.withLock { $0.isOpen } }
  package var faults: [String] { state.withLock { $0.faults } }

  package func deliver(
    _ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void
  ) {
    do {
      note(.message(try EventCoding.decode(InboxEntry.self, from: item).message))
    } catch {
      note(.fault("\(error)"))
    }
    if stores { stored() }
  }

  package func startOver(epoch: UInt64) {}

  package func stateChanged(_ new: MailboxReaderState) {
    if case .closed(let word) = new { note(.fault("closed: \(word.rawValue)")) }
    guard isOpen != (new == .open) else { return }
    note(new == .open ? .opened : .closed)
  }

  private func note(_ event: Event) {
    state.withLock { state in
      switch event {
      case .opened: state.isOpen = true
      case .closed: state.isOpen = false
      case .message(let message): state.messages.append(message)
      case .fault(let text): state.faults.append(text)
      }
    }
    onEvent(event)
  }
}
