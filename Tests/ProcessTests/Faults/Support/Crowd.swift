import Bus
import Domain
import Events
import Synchronization

/// Many systems of units, each of which reads its unit's mailbox through our own client code.
final class Crowd: Sendable {
  /// One reader: what it was given, and how its mailbox stands.
  final class Reader: MailboxSink {
    private struct State {
      var messages: [ID<Message>] = []
      var isOpen = false
      var faults: [String] = []
    }

    let unit: String
    private let stores: Bool
    private let state = Mutex(State())

    init(unit: String, stores: Bool) {
      self.unit = unit
      self.stores = stores
    }

    var messages: [ID<Message>] { state.withLock { $0.messages } }
    var isOpen: Bool { state.withLock { $0.isOpen } }
    var faults: [String] { state.withLock { $0.faults } }

    func deliver(
      _ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void
    ) {
      state.withLock { state in
        do {
          state.messages.append(try EventCoding.decode(InboxEntry.self, from: item).message)
        } catch {
          state.faults.append("\(error)")
        }
      }
      if stores { stored() }
    }

    func startOver(epoch: UInt64) {}

    func stateChanged(_ new: MailboxReaderState) {
      state.withLock { state in
        state.isOpen = new == .open
        if case .closed(let word) = new { state.faults.append("closed: \(word.rawValue)") }
      }
    }
  }

  /// Each client takes three of a context's 1,024 sockets.
  private static let clientsPerBus = 300

  let readers: [Reader]
  private let buses: [MessageBus]
  private let clients: [MailboxClient]

  /// Connects so many readers, the units in turn.
  /// - Parameter stores: whether they say that a message is safe, without which no more than 32 come.
  init(
    _ count: Int, of units: [String], at door: UnitDoor, stores: Bool = true
  ) async throws {
    var buses: [MessageBus] = []
    var clients: [MailboxClient] = []
    var readers: [Reader] = []
    for index in 0..<count {
      if index % Self.clientsPerBus == 0 {
        // One after the other: on a small machine the handshakes of all at once would take longer
        // than each may take.
        let before = readers
        try await eventually("\(index) are connected", within: .seconds(120)) {
          before.allSatisfy(\.isOpen)
        }
        buses.append(try await MessageBus.start(name: "crowd-\(buses.count)"))
      }
      let unit = units[index % units.count]
      let reader = Reader(unit: unit, stores: stores)
      let client = MailboxClient(bus: buses[buses.count - 1], unit: UnitID(unit), sink: reader)
      try await client.start(at: door.endpoint, try door.security(of: unit), after: nil)
      readers.append(reader)
      clients.append(client)
    }
    self.readers = readers
    self.buses = buses
    self.clients = clients
  }

  func close() async {
    for client in clients { await client.close() }
    for bus in buses { await bus.close() }
  }
}
