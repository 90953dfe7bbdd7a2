import Synchronization
import Testing

@testable import Bus

@Suite struct CommandClientTests {
  @Test func `a door that comes later still gets the request`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    async let answer = client.ask("sabar")
    let door = await Door.echo(bus)
    try await door.bind(folder.endpoint("d.door"))
    #expect(try await answer == "sabar")
    await bus.close()
  }

  @Test func `nobody at the address is told apart from no answer`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let failure = await #expect(throws: RequestFailure.self) {
      try await client.ask("x", timeout: .milliseconds(50))
    }
    #expect(failure == .unreachable && failure?.mayHaveHappened == false)
    let door = Door(bus: bus)
    let kept = Mutex<[Responder]>([])
    await door.on(.request) { _, responder in kept.withLock { $0.append(responder) } }
    try await door.bind(folder.endpoint("d.door"))
    let asked = Task { try await client.ask("y", timeout: .milliseconds(400)) }
    try await eventually("it has come") { kept.withLock { !$0.isEmpty } }
    let second = await #expect(throws: RequestFailure.self) { try await asked.value }
    #expect(second == .noAnswer && second?.mayHaveHappened == true)
    await bus.close()
  }

  @Test func `a request whose answer is lost is sent again, byte for byte`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    let seen = Mutex<[DoorRequest]>([])
    await door.on(.request) { request, responder in
      seen.withLock { $0.append(request) }
      if seen.withLock({ $0.count }) == 3 { responder.answer(request.body) }
    }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let answer = try await client.request(
      .request, [[1, 2, 3]], timeout: .seconds(10), resend: .after(.milliseconds(20)))
    #expect(answer == [[1, 2, 3]])
    let requests = seen.withLock { $0 }
    #expect(Set(requests.map(\.correlation)).count == 1)
    #expect(requests.allSatisfy { $0.body == [[1, 2, 3]] })
    await bus.close()
  }

  @Test func `what may not be repeated is sent once`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    await door.on(.request) { _, _ in }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    await #expect(throws: RequestFailure.noAnswer) {
      try await client.request(.request, [], timeout: .milliseconds(200), resend: .never)
    }
    #expect(await door.counters.requests == 1)
    #expect(await client.counters.resends == 0)
    await bus.close()
  }

  @Test func `an answer that comes twice, or too late, is counted`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    let kept = Mutex<[Responder]>([])
    await door.on(.request) { _, responder in kept.withLock { $0.append(responder) } }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    async let answer = client.request(
      .request, [], timeout: .seconds(10), resend: .after(.milliseconds(10)))
    try await eventually("it was sent twice") { kept.withLock { $0.count } >= 2 }
    let responders = kept.withLock { $0 }
    for responder in responders { responder.answer([[1]]) }
    #expect(try await answer == [[1]])
    try await eventually("the second is late") { await client.counters.late >= 1 }
    await bus.close()
  }

  @Test func `a server that restarts is only a delay`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    for round in 1...3 {
      let server = try await MessageBus.start()
      let door = await Door.echo(server)
      try await door.bind(folder.endpoint("d.door"))
      #expect(try await client.ask("round \(round)") == "round \(round)")
      await server.close()
    }
    await bus.close()
  }

  @Test func `a request that was under way when the server died is answered by the next one`()
    async throws
  {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let first = try await MessageBus.start()
    let silent = Door(bus: first)
    let kept = Mutex<[Responder]>([])
    await silent.on(.request) { _, responder in kept.withLock { $0.append(responder) } }
    try await silent.bind(folder.endpoint("d.door"))
    // The link's return, not the time, must make the client send again.
    async let answer = client.request(
      .request, [[1]], timeout: .seconds(30), resend: .after(.seconds(60)))
    try await eventually("it has come") { kept.withLock { $0.count } == 1 }
    await first.close()
    let second = try await MessageBus.start()
    let door = await Door.echo(second)
    try await door.bind(folder.endpoint("d.door"))
    #expect(try await answer == [[1]])
    await second.close()
    await bus.close()
  }

  @Test func `a cancelled request is forgotten`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let door = Door(bus: bus)
    let kept = Mutex<[Responder]>([])
    await door.on(.request) { _, responder in kept.withLock { $0.append(responder) } }
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let asked = Task { try await client.ask("x", timeout: .seconds(60)) }
    try await eventually("it has come") { kept.withLock { $0.count } == 1 }
    asked.cancel()
    await #expect(throws: CancellationError.self) { try await asked.value }
    kept.withLock { $0[0] }.answer([[1]])
    try await eventually("its answer is late") { await client.counters.late == 1 }
    let early = Task { try await client.ask("y", timeout: .seconds(60)) }
    early.cancel()
    await #expect(throws: CancellationError.self) { try await early.value }
    await bus.close()
  }

  @Test func `closing ends what waits and what comes after`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let waiting = Task { try await client.ask("x", timeout: .seconds(60)) }
    try await eventually("it waits") { await client.counters.requests == 1 }
    await bus.close()
    await #expect(throws: RequestFailure.closed(wasSent: false)) { try await waiting.value }
    await #expect(throws: RequestFailure.closed(wasSent: false)) { try await client.ask("y") }
    await #expect(throws: BusError.self) {
      try await CommandClient(bus: bus).connect(to: folder.endpoint("d.door"))
    }
  }

  @Test func `a thousand requests at once are each answered with their own body`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    var configuration = DoorConfiguration()
    configuration.inFlightPerPeerMax = 2_000
    configuration.sendHighWater = 2_000
    let door = await Door.echo(bus, configuration)
    try await door.bind(folder.endpoint("d.door"))
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<1_000 {
        group.addTask { try await client.ask("\(number)") == "\(number)" }
      }
      for try await isRight in group { #expect(isRight) }
    }
    await bus.close()
  }

  @Test func `stopping in the middle of traffic ends every request`() async throws {
    let folder = try Folder()
    let server = try await MessageBus.start()
    let door = await Door.echo(server)
    try await door.bind(folder.endpoint("d.door"))
    let bus = try await MessageBus.start()
    let client = try await CommandClient.connected(bus, to: folder.endpoint("d.door"))
    let answered = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          while (try? await client.ask("x", timeout: .seconds(60))) != nil {
            answered.increment()
          }
        }
      }
      group.addTask {
        while answered.value < 200 { await Task.yield() }
        await bus.close()
        await server.close()
      }
    }
    #expect(answered.value >= 200)
  }
}
