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
  /// What it had stored of a mailbox that a restore has put in another order.
  private(set) var earlier: [[UInt8]] = []
  private var epoch: UInt64 = 1
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

  /// The notifier was restored: what comes again is known by its identifiers.
  private func startOver(epoch: UInt64) {
    guard epoch != self.epoch else { return }
    guard epoch > self.epoch, epoch <= site.epochs[.notifier] ?? 1 else {
      return site.fault("mailbox-epoch", "\(unit) was told to start over in epoch \(epoch)")
    }
    self.epoch = epoch
    earlier += stored.map(\.item)
    stored = []
  }

  /// - Returns: `false` for what was on its way when the mailbox began anew.
  private func store(_ position: MailboxPosition, _ item: [UInt8]) -> Bool {
    if stored.isEmpty { epoch = max(epoch, position.epoch) }
    guard position.epoch == epoch else { return false }
    stored.append((position, item))
    return true
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
        guard let reader, reader.life == number, reader.store(position, item) else { return }
        stored()
      }
    }

    func startOver(epoch: UInt64) {
      guard let reader, reader.life == number else { return }
      reader.startOver(epoch: epoch)
    }

    func stateChanged(_ state: MailboxReaderState) {}
  }
}
