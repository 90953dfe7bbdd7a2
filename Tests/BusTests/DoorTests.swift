import Foundation
import Synchronization
import Testing

@testable import Bus

@Suite struct DoorTests {
  @Test func `a request through ipc is answered with its body`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    #expect(try await client.ask("halo") == "halo")
    let counters = await door.counters
    #expect(counters.requests == 1 && counters.answers == 1 && counters.unanswered == 0)
    await bus.close()
  }

  @Test func `a local peer has no user name and is told apart`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    await door.on(.request) { request, responder in
      responder.answer([Array("\(request.user ?? "none"),\(request.isLocal)".utf8)])
    }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    #expect(try await client.ask("who") == "none,true")
    await bus.close()
  }

  @Test func `the socket's directory is made private`() async throws {
    let folder = try Folder()
    let run = folder.path + "/run"
    try FileManager.default.createDirectory(
      atPath: run, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    let mode = try FileManager.default.attributesOfItem(atPath: run)[.posixPermissions] as? Int
    #expect(mode == 0o700)
    await bus.close()
  }

  @Test func `a path longer than a socket address holds works for both sides`() async throws {
    let folder = try Folder(depth: 8)
    let endpoint = folder.endpoint("findings.door")
    #expect("\(endpoint)".utf8.count > 200)
    let server = try await MessageBus.start()
    let door = await Door.echo(server)
    try await door.bind(endpoint)
    let bus = try await MessageBus.start()
    let client = try await CommandClient.connected(bus, to: endpoint)
    #expect(try await client.ask("jauh") == "jauh")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/run/findings.door"))
    await server.close()
    await bus.close()
  }

  @Test func `a directory that everybody shares is refused`() async throws {
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    let error = await #expect(throws: BusError.self) {
      try await door.bind(.ipc(path: "/tmp/terpadu-\(UUID().uuidString)"))
    }
    #expect(error?.code == .insecure)
    await bus.close()
  }

  @Test func `a kind that nobody serves is refused at once`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    await #expect(throws: RequestFailure.refused(.unknownKind)) {
      try await client.request(DoorKind(rawValue: 77), [[1]], timeout: .seconds(10))
    }
    #expect(await door.counters.unknownKinds == 1)
    await bus.close()
  }

  @Test func `a peer over its bound is refused, and served again after an answer`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    var configuration = DoorConfiguration()
    configuration.inFlightPerPeerMax = 2
    let door = Door(bus: bus, configuration: configuration)
    let kept = Mutex<[Responder]>([])
    await door.on(.request) { _, responder in kept.withLock { $0.append(responder) } }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    async let first = client.ask("1")
    async let second = client.ask("2")
    try await eventually("two are under way") { kept.withLock { $0.count } == 2 }
    await #expect(throws: RequestFailure.refused(.overloaded)) {
      try await client.request(.request, [[3]], timeout: .seconds(10), resend: .never)
    }
    for responder in kept.withLock({ $0 }) { responder.answer([Array("ya".utf8)]) }
    #expect(try await [first, second] == ["ya", "ya"])
    kept.withLock { $0 = [] }
    async let third = client.ask("4")
    try await eventually("the third is taken") { kept.withLock { $0.count } == 1 }
    kept.withLock { $0[0] }.answer([Array("lagi".utf8)])
    #expect(try await third == "lagi")
    await bus.close()
  }

  @Test func `requests that weigh too much together are refused until one is answered`()
    async throws
  {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    var configuration = DoorConfiguration()
    configuration.inFlightBytesPerPeerMax = 1000
    configuration.inFlightBytesMax = 1500
    let door = Door(bus: bus, configuration: configuration)
    let kept = Mutex<[Responder]>([])
    await door.on(.request) { _, responder in kept.withLock { $0.append(responder) } }
    try await door.bind(folder.endpoint("d.door"))
    let one = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let other = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    func ask(_ client: CommandClient, _ size: Int) async throws {
      _ = try await client.request(
        .request, [Array(repeating: 7, count: size)], timeout: .seconds(10), resend: .never)
    }
    async let first: Void = ask(one, 600)
    try await eventually("one is under way") { kept.withLock { $0.count } == 1 }
    await #expect(throws: RequestFailure.refused(.overloaded)) { try await ask(one, 500) }
    async let second: Void = ask(other, 800)
    try await eventually("two are under way") { kept.withLock { $0.count } == 2 }
    // One's own budget has room; that of all has none.
    await #expect(throws: RequestFailure.refused(.overloaded)) { try await ask(one, 200) }
    for responder in kept.withLock({ $0 }) { responder.answer([[1]]) }
    _ = try await (first, second)
    kept.withLock { $0 = [] }
    async let third: Void = ask(one, 1000)
    try await eventually("the largest is taken") { kept.withLock { $0.count } == 1 }
    kept.withLock { $0[0] }.answer([[1]])
    try await third
    #expect(await door.counters.overloaded == 2)
    await bus.close()
  }

  @Test func `an overloaded door is asked again until it has room`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    var configuration = DoorConfiguration()
    configuration.inFlightMax = 1
    let door = Door(bus: bus, configuration: configuration)
    let kept = Mutex<[Responder]>([])
    await door.on(.request) { _, responder in kept.withLock { $0.append(responder) } }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    async let first = client.ask("1")
    try await eventually("the first is under way") { kept.withLock { $0.count } == 1 }
    async let second = client.request(
      .request, [[2]], timeout: .seconds(10), resend: .after(.milliseconds(20)))
    try await eventually("the second was refused") { await door.counters.overloaded >= 1 }
    kept.withLock { $0.removeFirst() }.answer([])
    _ = try await first
    try await eventually("the second is taken") { kept.withLock { $0.count } == 1 }
    kept.withLock { $0[0] }.answer([[9]])
    #expect(try await second == [[9]])
    await bus.close()
  }

  @Test func `only the first answer counts, and none at all frees the place`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    await door.on(.request) { request, responder in
      guard request.body != [[0]] else { return }
      #expect(responder.answer([[1]]))
      #expect(!responder.answer([[2]]))
    }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    #expect(try await client.request(.request, [[5]], timeout: .seconds(10)) == [[1]])
    await #expect(throws: RequestFailure.noAnswer) {
      try await client.request(.request, [[0]], timeout: .milliseconds(50))
    }
    try await eventually("the place is free") { await door.counters.unanswered == 1 }
    #expect(await door.counters.answers == 1)
    await bus.close()
  }

  @Test func `an answer to a peer that has gone is counted and harms nobody`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    let kept = Mutex<[Responder]>([])
    await door.on(.request) { request, responder in
      if request.body == [[1]] {
        kept.withLock { $0.append(responder) }
      } else {
        responder.answer(request.body)
      }
    }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let lost = (0..<256).map { _ in
      Task { try await client.request(.request, [[1]], timeout: .seconds(10)) }
    }
    try await eventually("they have come") { kept.withLock { $0.count } == lost.count }
    await client.close()
    for request in lost {
      await #expect(throws: RequestFailure.closed(wasSent: true)) { try await request.value }
    }
    let other = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    try await eventually("the door knows that the peer is gone") {
      // libzmq takes its time to hear of the end, and until then what is answered counts as sent.
      // Each request makes the door's socket look at its connections.
      _ = try await other.request(.request, [[2]], timeout: .seconds(10))
      kept.withLock { $0.popLast() }?.answer([[1]])
      return await door.counters.peersGone > 0
    }
    await bus.close()
  }

  @Test func `an answer over the limit becomes a refusal`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    await door.on(.request) { _, responder in
      responder.answer([[UInt8](repeating: 7, count: WireLimits.payloadBytesMax + 1)])
    }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    await #expect(throws: RequestFailure.refused(.oversize)) {
      try await client.request(.request, [], timeout: .seconds(10))
    }
    #expect(await door.counters.oversizeAnswers == 1)
    await bus.close()
  }

  @Test func `a body of exactly the limit goes both ways`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let body = [[UInt8](repeating: 7, count: WireLimits.payloadBytesMax)]
    #expect(try await client.request(.request, body, timeout: .seconds(10)) == body)
    await #expect(throws: RequestFailure.oversize) {
      try await client.request(.request, [body[0] + [1]], timeout: .seconds(10))
    }
    await bus.close()
  }
}
