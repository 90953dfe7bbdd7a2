import Foundation
import Security
import Synchronization
import Testing

@testable import Bus

@Suite struct CurveTests {
  /// The keys that a test's server knows.
  final class Keys: Sendable {
    let known = Mutex<[[UInt8]: String]>([:])

    var authoriser: Authoriser {
      { domain, key in
        domain == .unitDoor ? self.known.withLock { $0[key] } : nil
      }
    }

    func admit(_ pair: CurveKeyPair, as user: String) {
      known.withLock { $0[pair.publicKey] = user }
    }

    func revoke(_ pair: CurveKeyPair) { known.withLock { $0[pair.publicKey] = nil } }
  }

  let server = CurveKeyPair.make()
  let unit = CurveKeyPair.make()
  let keys = Keys()

  /// A door on loopback that answers with the name of who asks.
  func openDoor(_ bus: MessageBus, domain: SecurityDomain = .unitDoor) async throws -> (
    Door, Endpoint
  ) {
    let door = Door(bus: bus)
    await door.on(.request) { request, responder in
      responder.answer([Array((request.user ?? "none").utf8)])
    }
    let endpoint = try await door.bind(loopback, .curve(keys: server, domain: domain))
    return (door, endpoint)
  }

  func client(
    _ bus: MessageBus, _ endpoint: Endpoint, _ pair: CurveKeyPair
  ) async throws -> CommandClient {
    try await .connected(
      bus, to: endpoint, .curve(keys: pair, serverKey: server.publicKey))
  }

  @Test func `closing a socket whose link is watched never stops the other sockets`()
    async throws
  {
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    // Each binding knocks with a stranger's key, hears the refusal, and closes while the link is
    // going down.
    for round in 0..<1_000 {
      let (door, _) = try await openDoor(bus)
      await door.close()
      guard round % 100 == 99 else { continue }
      let (last, endpoint) = try await openDoor(bus)
      keys.admit(unit, as: "pom-semarang")
      let client = try await client(bus, endpoint, unit)
      #expect(try await client.ask("who") == "pom-semarang")
      await client.close()
      await last.close()
    }
    await bus.close()
  }

  @Test func `a known key is admitted under its name`() async throws {
    keys.admit(unit, as: "pom-semarang")
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    let (door, endpoint) = try await openDoor(bus)
    guard case .tcp(_, let port) = endpoint else { return }
    #expect(port != 0)
    let other = try await MessageBus.start()
    let client = try await client(other, endpoint, unit)
    // The first frame may be prefetched by the poll, so ask often.
    for _ in 0..<50 { #expect(try await client.ask("who") == "pom-semarang") }
    #expect(await door.counters.forbidden == 0)
    await bus.close()
    await other.close()
  }

  @Test func `an unknown key never gets in`() async throws {
    keys.admit(unit, as: "pom-semarang")
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    let (door, endpoint) = try await openDoor(bus)
    let refusedBefore = await bus.handshakes.refused
    let stranger = try await client(bus, endpoint, .make())
    let asked = Task { try await stranger.ask("who", timeout: .seconds(60)) }
    try await eventually("it was refused") { await bus.handshakes.refused > refusedBefore }
    // Someone who came later is served, so the stranger would have been.
    #expect(try await client(bus, endpoint, unit).ask("who") == "pom-semarang")
    #expect(await door.counters.requests == 1)
    await bus.close()
    await #expect(throws: RequestFailure.closed(wasSent: false)) { try await asked.value }
  }

  @Test func `a key of another domain never gets in`() async throws {
    keys.admit(unit, as: "pom-semarang")
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    let (door, endpoint) = try await openDoor(bus, domain: .serviceDoor)
    let refusedBefore = await bus.handshakes.refused
    let client = try await client(bus, endpoint, unit)
    let asked = Task { try await client.ask("who", timeout: .seconds(60)) }
    try await eventually("it was refused") { await bus.handshakes.refused > refusedBefore }
    #expect(await door.counters.requests == 0)
    await bus.close()
    await #expect(throws: RequestFailure.self) { try await asked.value }
  }

  @Test func `a key that is revoked while connected is refused at its next request`() async throws {
    keys.admit(unit, as: "pom-semarang")
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    let (door, endpoint) = try await openDoor(bus)
    let client = try await client(bus, endpoint, unit)
    #expect(try await client.ask("who") == "pom-semarang")
    keys.revoke(unit)
    await #expect(throws: RequestFailure.refused(.forbidden)) { try await client.ask("who") }
    #expect(await door.counters.forbidden == 1)
    await bus.close()
  }

  @Test func `a key that is given to another unit does not speak for the first`() async throws {
    keys.admit(unit, as: "pom-semarang")
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    let (door, endpoint) = try await openDoor(bus)
    let client = try await client(bus, endpoint, unit)
    #expect(try await client.ask("who") == "pom-semarang")
    keys.admit(unit, as: "pom-bandung")
    await #expect(throws: RequestFailure.refused(.forbidden)) { try await client.ask("who") }
    #expect(await door.counters.forbidden == 1)
    await bus.close()
  }

  @Test func `without a ZAP handler even a known key stays outside`() async throws {
    keys.admit(unit, as: "pom-semarang")
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    let (door, endpoint) = try await openDoor(bus)
    await bus.removeZapHandler()
    let client = try await client(bus, endpoint, unit)
    await #expect(throws: RequestFailure.unreachable) {
      try await client.ask("who", timeout: .milliseconds(700))
    }
    #expect(await door.counters.requests == 0)
    await bus.close()
  }

  /// Answers only when it may go on, but not while the door is made.
  private final class SlowAuthoriser: Sendable {
    let isSlow = Mutex(false)
    let isAsked = Mutex(false)
    let mayGoOn = DispatchSemaphore(value: 0)

    func hesitate() {
      guard isSlow.withLock({ $0 }) else { return }
      isAsked.withLock { $0 = true }
      mayGoOn.wait()
      isSlow.withLock { $0 = false }
    }
  }

  @Test func `while the ZAP handler hesitates nobody gets in, and afterwards only whom it knows`()
    async throws
  {
    keys.admit(unit, as: "pom-semarang")
    let slow = SlowAuthoriser()
    let known = keys.authoriser
    let bus = try await MessageBus.start { domain, key in
      slow.hesitate()
      return known(domain, key)
    }
    let (door, endpoint) = try await openDoor(bus)
    let refusedBefore = await bus.handshakes.refused
    let (own, others) = (try await MessageBus.start(), try await MessageBus.start())
    slow.isSlow.withLock { $0 = true }
    let stranger = try await client(others, endpoint, .make())
    let strangers = Task { try await stranger.ask("who", timeout: .seconds(60)) }
    let client = try await client(own, endpoint, unit)
    let asked = Task { try await client.ask("who", timeout: .seconds(60)) }
    try await eventually("it is asked") { slow.isAsked.withLock { $0 } }
    #expect(door.countersShown.requests == 0)
    slow.mayGoOn.signal()
    #expect(try await asked.value == "pom-semarang")
    try await eventually("the stranger is refused") {
      await bus.handshakes.refused > refusedBefore
    }
    #expect(await door.counters.requests == 1)
    for bus in [others, own, bus] { await bus.close() }
    await #expect(throws: RequestFailure.self) { try await strangers.value }
  }

  @Test func `without a ZAP handler the start-up test does not pass`() async throws {
    let bus = try await MessageBus.start(authoriser: keys.authoriser)
    await bus.removeZapHandler()
    let error = await #expect(throws: BusError.self) { _ = try await openDoor(bus) }
    #expect(error?.code == .unknownKeyNotRefused)
    await bus.close()
  }

  @Test func `an authoriser that admits everyone does not pass the start-up test`() async throws {
    let bus = try await MessageBus.start { _, _ in "anyone" }
    let error = await #expect(throws: BusError.self) { _ = try await openDoor(bus) }
    #expect(error?.code == .unknownKeyNotRefused)
    #expect(error?.reason == "it was admitted")
    await bus.close()
  }

  @Test func `tcp without keys is refused on both sides`() async throws {
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    let bound = await #expect(throws: BusError.self) { try await door.bind(loopback) }
    let client = CommandClient(bus: bus)
    let connected = await #expect(throws: BusError.self) {
      try await client.connect(to: .tcp(host: "127.0.0.1", port: 9))
    }
    #expect(bound?.code == .insecure && connected?.code == .insecure)
    await bus.close()
  }
}
