import Bus
import Domain
import Events
import ServiceRuntime

/// A unit's own system, which reads its mailbox with the shipped client, dies now and then, and goes
/// on from what it has stored.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class MailReader: @unchecked Sendable {
  let unit: UnitID
  /// What it has stored, in order.
  private(set) var stored: [(position: MailboxPosition, item: [UInt8])] = []
  private let site: SimulatedSite
  private var random: SimulationRandom
  private var bus: MessageBus?
  private var client: MailboxClient?
  private var life = 0

  init(of unit: UnitID, at site: SimulatedSite, random: SimulationRandom) {
    self.unit = unit
    self.site = site
    self.random = random
  }

  func start() async throws {
    life += 1
    let process = SimulatedProcess(host: "mail-\(unit.rawValue)", on: site.loop)
    let bus = MessageBus(
      SimulatedThread(of: process, network: site.network, random: random.split()),
      authoriser: { _, _ in nil })
    let client = MailboxClient(
      bus: bus, unit: unit, window: random.number(1...32), sink: Life(of: self, life))
    self.bus = bus
    self.client = client
    try await client.start(
      at: site.meetingPlace.address(of: .notifier).door, after: stored.last?.position)
  }

  /// Its process ends; what it was handed and has not stored is gone.
  func stop() async {
    life += 1
    await client?.close()
    await bus?.close()
    client = nil
    bus = nil
  }

  /// What one life of the reader is told; a message that is stored after its end is lost.
  ///
  /// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
  private final class Life: MailboxSink, @unchecked Sendable {
    private weak var reader: MailReader?
    private let number: Int
    /// When the last message that was handed over is stored: they are stored in order.
    private var storedAt: Int64 = 0

    init(of reader: MailReader, _ number: Int) {
      self.reader = reader
      self.number = number
    }

    func deliver(
      _ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void
    ) {
      guard let reader, reader.life == number else { return }
      let loop = reader.site.loop
      storedAt = max(storedAt, loop.now) + Int64(reader.random.number(10...3_000))
      loop.after(storedAt - loop.now) { [weak reader, number] in
        guard let reader, reader.life == number else { return }
        reader.stored.append((position, item))
        stored()
      }
    }

    func startOver(epoch: UInt64) {
      guard let reader, reader.life == number, !reader.stored.isEmpty else { return }
      reader.site.fault("mailbox-epoch", "\(reader.unit) was told to start over")
    }

    func stateChanged(_ state: MailboxReaderState) {}
  }
}
