import Domain
import Security
import Testing

@testable import Bus

@Suite struct HostileInputTests {
  static let envelope = Envelope(
    kind: .request, correlation: Correlation(salt: 1, number: 1)
  ).frame

  static let malformed: [([[UInt8]], WireError)] = {
    let zeros = [UInt8](repeating: 0, count: 20)
    let large = [UInt8](repeating: 0, count: 200_000)
    return [
      ([[]], .length),
      ([[1, 2, 3]], .length),
      ([Array("TPX\u{1}".utf8) + zeros], .magic),
      ([Array("TPR\u{2}".utf8) + zeros], .version),
      ([envelope + [0]], .length),
      (Array(repeating: envelope, count: 17), .frameCount),
      ([envelope, large, large, large], .oversize),
    ]
  }()

  @Test(arguments: malformed)
  func `a malformed message is dropped, counted and not answered`(
    frames: [[UInt8]], reason: WireError
  ) async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    let peer = try await RawPeer.dealer(bus, folder.endpoint("d.door"))
    try await eventually("it is sent") { try await peer.send(frames) }
    try await eventually("it is counted") { await door.counters.dropped == [reason: 1] }
    // The same connection goes on to be served.
    #expect(try await peer.send([HostileInputTests.envelope, [5]]))
    try await eventually("it is answered") { await peer.received.count == 1 }
    #expect(await door.counters.requests == 1)
    await bus.close()
  }

  @Test func `random and mutated frames never stop the door`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    let peer = try await RawPeer.dealer(bus, folder.endpoint("d.door"))
    var random = SeededGenerator(seed: 20_260_304)
    for _ in 0..<2_000 {
      var frames = [HostileInputTests.envelope]
      for _ in 0..<Int.random(in: 0...18, using: &random) {
        frames.append(
          (0..<Int.random(in: 0...40, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
          })
      }
      if Bool.random(using: &random) {
        let index = Int.random(in: 0..<24, using: &random)
        frames[0][index] ^= UInt8.random(in: 1...255, using: &random)
      }
      try await eventually("it is sent") { try await peer.send(frames) }
    }
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    #expect(try await client.ask("masih") == "masih")
    try await eventually("every message is accounted for") {
      let counters = await door.counters
      return counters.requests + counters.dropped.values.reduce(0, +) == 2_001
    }
    await bus.close()
  }

  @Test func `a frame over the size limit cuts its sender off, and nobody else`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    #expect(try await client.ask("satu") == "satu")
    let peer = try await RawPeer.dealer(bus, folder.endpoint("d.door"))
    let huge = [UInt8](repeating: 0, count: 300_000)
    try await eventually("it is sent") { try await peer.send([HostileInputTests.envelope, huge]) }
    try await eventually("it is cut off") { await peer.links.contains(.down) }
    #expect(try await client.ask("dua") == "dua")
    #expect(await door.counters.requests == 2)
    await bus.close()
  }

  @Test func `junk on the wire harms nobody`() async throws {
    let fixture = try await TCPDoor()
    var connections: [TCPConnection] = []
    var random = SeededGenerator(seed: 7)
    for size in [1, 10, 64, 65, 1_000, 100_000] {
      let connection = try TCPConnection(port: fixture.port)
      connection.send((0..<size).map { _ in UInt8.random(in: 0...255, using: &random) })
      connections.append(connection)
    }
    // A greeting that promises CURVE and then a frame of 1 TiB.
    let liar = try TCPConnection(port: fixture.port)
    var greeting: [UInt8] = [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0] + Array("CURVE".utf8)
    greeting += [UInt8](repeating: 0, count: 64 - greeting.count)
    liar.send(greeting + [6, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    connections.append(liar)
    #expect(try await fixture.ask() == "pom-medan")
    #expect(await fixture.door.counters.requests == 1)
    withExtendedLifetime(connections) {}
    await fixture.bus.close()
  }

  @Test func `connections that stall in the handshake keep nobody out`() async throws {
    let fixture = try await TCPDoor()
    let stalled = try (0..<200).map { _ in try TCPConnection(port: fixture.port) }
    #expect(try await fixture.ask() == "pom-medan")
    withExtendedLifetime(stalled) {}
    await fixture.bus.close()
  }

  /// A door with keys on loopback, and a unit that is known there.
  struct TCPDoor {
    let bus: MessageBus
    let door: Door
    let port: UInt16
    private let server = CurveKeyPair.make()
    private let unit = CurveKeyPair.make()

    init() async throws {
      let access = AccessList()
      access.admit(unit.publicKey, as: .unit(UnitID("pom-medan")))
      bus = try await MessageBus.start(authoriser: access.authoriser)
      door = Door(bus: bus)
      await door.on(.request) { request, responder in
        responder.answer([Array((request.user ?? "none").utf8)])
      }
      let security = BindSecurity.curve(keys: server, domain: .unitDoor)
      guard case .tcp(_, let port) = try await door.bind(loopback, security) else {
        throw WireError.field
      }
      self.port = port
    }

    func ask() async throws -> String {
      let client = try await CommandClient.connected(
        bus, to: .tcp(host: "127.0.0.1", port: port),
        .curve(keys: unit, serverKey: server.publicKey))
      return try await client.ask("who")
    }
  }
}
