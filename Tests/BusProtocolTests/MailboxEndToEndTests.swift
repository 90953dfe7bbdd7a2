import Bus
import Domain
import Security
import Synchronization
import Testing

/// Mailboxes over real sockets: push with credit, one unit's messages to that unit alone.
struct MailboxEndToEndTests {
  /// Mailboxes in memory.
  final class Mailboxes: MailboxSource {
    private let state = Mutex<(epoch: UInt64, items: [UnitID: [MailboxItem]])>((1, [:]))

    func add(_ count: Int, to unit: UnitID) {
      state.withLock { state in
        for _ in 0..<count {
          let position = UInt64(state.items[unit, default: []].count) + 1
          state.items[unit, default: []].append(
            MailboxItem(position: position, payload: Array("\(unit) \(position)".utf8)))
        }
      }
    }

    func startEpoch(_ epoch: UInt64) { state.withLock { $0.epoch = epoch } }

    func head(of unit: UnitID) -> MailboxPosition {
      state.withLock {
        MailboxPosition(epoch: $0.epoch, position: $0.items[unit]?.last?.position ?? 0)
      }
    }

    func read(_ unit: UnitID, after position: UInt64, limit: Int) -> [MailboxItem] {
      state.withLock {
        Array(($0.items[unit] ?? []).filter { $0.position > position }.prefix(limit))
      }
    }
  }

  final class Inbox: MailboxSink {
    private let state = Mutex<(texts: [String], last: MailboxPosition?)>(([], nil))
    private let states = Mutex<[MailboxReaderState]>([])
    private let epochs = Mutex<[UInt64]>([])
    let keepsUnstored = Flag()

    var texts: [String] { state.withLock { $0.texts } }
    var last: MailboxPosition? { state.withLock { $0.last } }
    var lastState: MailboxReaderState? { states.withLock { $0.last } }
    var startedOver: [UInt64] { epochs.withLock { $0 } }

    func deliver(
      _ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void
    ) {
      state.withLock {
        $0.texts.append(String(decoding: item, as: UTF8.self))
        $0.last = position
      }
      if !keepsUnstored.isSet { stored() }
    }

    func startOver(epoch: UInt64) { epochs.withLock { $0.append(epoch) } }

    func stateChanged(_ state: MailboxReaderState) { states.withLock { $0.append(state) } }
  }

  let folder = Folder()
  let mailboxes = Mailboxes()
  let unit = UnitID("pemda-33.74")

  private func serve(
    _ bus: MessageBus, _ thread: ReadingThread, at endpoint: Endpoint,
    _ security: BindSecurity = .local,
    authoriser: @escaping MailboxAuthoriser = { _, _ in true }
  ) async throws -> (MailboxDoor, Endpoint) {
    let door = Door(bus: bus)
    let mailboxDoor = MailboxDoor(
      door: door, source: mailboxes, thread: thread, authoriser: authoriser)
    await mailboxDoor.start()
    return (mailboxDoor, try await door.bind(endpoint, security))
  }

  private func expected(_ numbers: ClosedRange<Int>) -> [String] {
    numbers.map { "\(unit) \($0)" }
  }

  @Test func `a reader gets what waits and what comes, in order, once`() async throws {
    mailboxes.add(100, to: unit)
    let (server, client) = (try await MessageBus.start(), try await MessageBus.start())
    let (thread, inbox) = (ReadingThread(name: "read"), Inbox())
    let endpoint = folder.endpoint("notifier.door")
    let (door, _) = try await serve(server, thread, at: endpoint)
    let reader = MailboxClient(bus: client, unit: unit, sink: inbox)
    try await reader.start(at: endpoint, after: nil)
    try await eventually("100 messages") { inbox.texts.count == 100 }
    for number in 101...110 {
      mailboxes.add(1, to: unit)
      door.notify([unit])
      try await eventually("message \(number)") { inbox.texts.count == number }
    }
    #expect(inbox.texts == expected(1...110))
    #expect(inbox.startedOver == [1])
    #expect(await reader.counters.duplicates == 0)
    await client.close()
    await server.close()
    thread.stop()
  }

  @Test func `a reader that stores nothing gets 32 and harms nobody`() async throws {
    let other = UnitID("pemda-33")
    mailboxes.add(100, to: unit)
    mailboxes.add(100, to: other)
    let (server, client) = (try await MessageBus.start(), try await MessageBus.start())
    let (thread, stuck, healthy) = (ReadingThread(name: "read"), Inbox(), Inbox())
    stuck.keepsUnstored.set(true)
    let endpoint = folder.endpoint("notifier.door")
    let (door, _) = try await serve(server, thread, at: endpoint)
    let first = MailboxClient(bus: client, unit: unit, sink: stuck)
    try await first.start(at: endpoint, after: nil)
    let second = MailboxClient(bus: client, unit: other, sink: healthy)
    try await second.start(at: endpoint, after: nil)
    try await eventually("the healthy one has all") { healthy.texts.count == 100 }
    try await eventually("the stuck one has its window") { stuck.texts.count == 32 }
    #expect(await door.counters.pushed == 132)
    await client.close()
    await server.close()
    thread.stop()
  }

  @Test func `a door that was restarted is read on from the last message`() async throws {
    mailboxes.add(5, to: unit)
    let (server, client) = (try await MessageBus.start(), try await MessageBus.start())
    let (thread, inbox) = (ReadingThread(name: "read"), Inbox())
    let endpoint = folder.endpoint("notifier.door")
    let (first, _) = try await serve(server, thread, at: endpoint)
    let reader = MailboxClient(bus: client, unit: unit, sink: inbox)
    try await reader.start(at: endpoint, after: nil)
    try await eventually("5 messages") { inbox.texts.count == 5 }
    #expect(await first.sessionCount == 1)
    await server.close()
    mailboxes.add(5, to: unit)
    let again = try await MessageBus.start()
    let (second, _) = try await serve(again, thread, at: endpoint)
    try await eventually("10 messages") { inbox.texts.count == 10 }
    #expect(await second.sessionCount == 1)
    #expect(inbox.texts == expected(1...10))
    await client.close()
    await again.close()
    thread.stop()
  }

  @Test func `a mailbox in a new epoch is read from its start`() async throws {
    mailboxes.add(3, to: unit)
    let (server, client) = (try await MessageBus.start(), try await MessageBus.start())
    let (thread, inbox) = (ReadingThread(name: "read"), Inbox())
    let endpoint = folder.endpoint("notifier.door")
    let (door, _) = try await serve(server, thread, at: endpoint)
    let reader = MailboxClient(bus: client, unit: unit, sink: inbox)
    try await reader.start(
      at: endpoint, after: MailboxPosition(epoch: 1, position: 2))
    try await eventually("the third message") { inbox.texts == expected(3...3) }
    mailboxes.startEpoch(2)
    mailboxes.add(1, to: unit)
    door.notify([unit])
    try await eventually("all again") { inbox.texts == expected(3...3) + expected(1...4) }
    #expect(inbox.startedOver == [2])
    #expect(await door.sessionCount == 1)
    await client.close()
    await server.close()
    thread.stop()
  }

  @Test func `a unit reads its own mailbox over CURVE and no other, until it is revoked`()
    async throws
  {
    mailboxes.add(3, to: unit)
    let serverKeys = CurveKeyPair.make()
    let unitKeys = CurveKeyPair.make()
    let isRevoked = Flag()
    let unitKey = unitKeys.publicKey
    let server = try await MessageBus.start { [unit] domain, key in
      domain == .unitDoor && key == unitKey && !isRevoked.isSet ? unit.rawValue : nil
    }
    let client = try await MessageBus.start()
    let thread = ReadingThread(name: "read")
    let (door, endpoint) = try await serve(
      server, thread, at: .tcp(host: "127.0.0.1", port: 0),
      .curve(keys: serverKeys, domain: .unitDoor),
      authoriser: { user, unit in user == unit.rawValue })
    let security = ConnectSecurity.curve(keys: unitKeys, serverKey: serverKeys.publicKey)
    let (own, foreign) = (Inbox(), Inbox())
    let reader = MailboxClient(bus: client, unit: unit, sink: own)
    try await reader.start(at: endpoint, security, after: nil)
    let thief = MailboxClient(bus: client, unit: UnitID("pemda-33"), sink: foreign)
    try await thief.start(at: endpoint, security, after: nil)
    try await eventually("its own messages") { own.texts == expected(1...3) }
    try await eventually("the other is refused") { foreign.lastState == .closed(.forbidden) }

    isRevoked.set(true)
    mailboxes.add(1, to: unit)
    door.notify([unit])
    try await eventually("the revoked one is closed") { own.lastState == .closed(.forbidden) }
    #expect(own.texts == expected(1...3))
    #expect(foreign.texts.isEmpty)
    #expect(await door.sessionCount == 0)
    await client.close()
    await server.close()
    thread.stop()
  }
}
