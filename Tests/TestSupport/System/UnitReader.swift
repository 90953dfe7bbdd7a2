package import Bus
package import Domain
package import Events
import Synchronization

/// A unit's own system that reads its mailbox: keeps what was pushed to it, and where it stands.
package final class UnitReader: MailboxSink {
  private struct State {
    var entries: [InboxEntry] = []
    var position: MailboxPosition?
    var reader: MailboxReaderState = .opening
    var faults: [String] = []
  }

  private let state = Mutex(State())
  private let bus: MessageBus
  private let client = Mutex<MailboxClient?>(nil)
  /// Whether it went on from a position; starting over is then a fault.
  private let goesOn: Bool

  private init(_ bus: MessageBus, goesOn: Bool) {
    self.bus = bus
    self.goesOn = goesOn
  }

  /// Begins to read after a position; from the start without one.
  package static func connect(
    _ unit: UnitID, to door: Endpoint, _ security: ConnectSecurity = .local,
    after position: MailboxPosition? = nil
  ) async throws -> UnitReader {
    let bus = try await MessageBus.start(name: "reader")
    let reader = UnitReader(bus, goesOn: position != nil)
    let client = MailboxClient(bus: bus, unit: unit, sink: reader)
    reader.client.withLock { $0 = client }
    try await client.start(at: door, security, after: position)
    return reader
  }

  package var entries: [InboxEntry] { state.withLock { $0.entries } }
  /// Where to go on after an absence.
  package var position: MailboxPosition? { state.withLock { $0.position } }
  /// The word with which the door closed the mailbox to this reader; `nil` while it serves it.
  package var closedWith: WireWord? {
    state.withLock { if case .closed(let word) = $0.reader { word } else { nil } }
  }
  /// What could not be read; empty on a good day.
  package var faults: [String] { state.withLock { $0.faults } }

  /// The unit goes away.
  package func close() async {
    await client.withLock { $0 }?.close()
    await bus.close()
  }

  package func deliver(
    _ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void
  ) {
    state.withLock { state in
      do {
        state.entries.append(try EventCoding.decode(InboxEntry.self, from: item))
        state.position = position
      } catch {
        state.faults.append("\(error)")
      }
    }
    stored()
  }

  package func startOver(epoch: UInt64) {
    guard goesOn else { return }
    state.withLock { $0.faults.append("started over in epoch \(epoch)") }
  }

  package func stateChanged(_ new: MailboxReaderState) {
    state.withLock { $0.reader = new }
  }
}
