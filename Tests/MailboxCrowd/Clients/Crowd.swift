package import Bus
import Domain

/// Many systems of units, each of which reads its unit's mailbox through our own client code.
package final class Crowd: Sendable {
  /// A context looks at all its sockets whenever one has something: few, and it stays quick.
  private static let clientsPerBus = 100
  /// How many connect at once: on a small machine the handshakes of all would take longer than each
  /// may take.
  private static let clientsAtOnce = 100

  package let readers: [CrowdReader]
  private let buses: [MessageBus]
  private let clients: [MailboxClient]

  /// Which of the readers connects as whom, and what it does.
  package struct Members: Sendable {
    package var count: Int
    /// The readers' units, in turn.
    package var units: [String]
    /// Whether they say that a message is safe, without which no more than 32 come.
    package var stores = true

    package init(_ count: Int, of units: [String], stores: Bool = true) {
      self.count = count
      self.units = units
      self.stores = stores
    }
  }

  /// Connects the readers, a hundred at a time.
  /// - Parameter onEvent: called on the clients' threads, with the reader's number.
  package init(
    _ members: Members, at endpoint: Endpoint,
    security: (_ unit: String) throws -> ConnectSecurity,
    onEvent: @escaping @Sendable (Int, CrowdReader.Event) -> Void = { _, _ in }
  ) async throws {
    var buses: [MessageBus] = []
    var clients: [MailboxClient] = []
    var readers: [CrowdReader] = []
    for index in 0..<members.count {
      if index % Self.clientsAtOnce == 0 { try await Self.awaitOpen(readers) }
      if index % Self.clientsPerBus == 0 {
        buses.append(try await MessageBus.start(name: "crowd-\(buses.count)"))
      }
      let unit = members.units[index % members.units.count]
      let reader = CrowdReader(unit: unit, stores: members.stores) { onEvent(index, $0) }
      let client = MailboxClient(bus: buses[buses.count - 1], unit: UnitID(unit), sink: reader)
      try await client.start(at: endpoint, try security(unit), after: nil)
      readers.append(reader)
      clients.append(client)
    }
    self.readers = readers
    self.buses = buses
    self.clients = clients
  }

  package func close() async {
    for client in clients { await client.close() }
    for bus in buses { await bus.close() }
  }

  /// A reader is not let in for ever: the door is gone.
  struct NotLetIn: Error {
    let count: Int
  }

  /// Waits until all have been let in; the limit only ends what would never end.
  private static func awaitOpen(_ readers: [CrowdReader]) async throws {
    for _ in 0..<12_000 {
      if readers.suffix(clientsAtOnce).allSatisfy(\.isOpen) { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw NotLetIn(count: readers.count { !$0.isOpen })
  }
}
