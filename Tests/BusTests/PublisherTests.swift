import Domain
import Events
import Security
import Synchronization
import Testing

@testable import Bus
@testable import Log

@Suite struct PublisherTests {
  static let log = LogID(bytes: UUIDBytes(high: 1, low: 2))

  /// A log's first records.
  static func records(_ count: Int, bytes: Int = 10) -> [Record] {
    var head = LogHead(log: log, epoch: 1, sequence: 0, hash: .zero)
    return (0..<count).map { number in
      let payload = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: bytes)
      let new = NewRecord(typeCode: 1, subject: .zero, payload: payload)
      var header = RecordHeader(
        flags: [], time: Timestamp(milliseconds: 0), after: head, content: new)
      header.hash = payload.withUnsafeBytes { header.computedHash(of: $0) }
      head = LogHead(header)
      return Record(header: header, payload: payload)
    }
  }

  /// Publishes the first record again and again until the subscriber, who joins when it joins, has
  /// it; returns how often.
  func join(_ publisher: Publisher, _ peer: RawPeer, _ first: Record) async throws {
    try await eventually("the subscriber has joined") {
      publisher.publish([first])
      return await !peer.received.filter { $0.count == 3 }.isEmpty
    }
  }

  func batches(_ peer: RawPeer) async throws -> [PublishedBatch] {
    try await peer.received.compactMap { frames in
      guard case .batch(let batch) = try PublishedMessage(frames: frames) else { return nil }
      return batch
    }
  }

  func numbers(_ peer: RawPeer) async throws -> [UInt64] {
    try await batches(peer).flatMap { $0.records.map(\.header.sequence) }
  }

  @Test func `a subscriber gets each commit in as few messages as it takes, in order`() async throws
  {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let sent = Mutex<[ClosedRange<UInt64>]>([])
    let publisher = Publisher(bus: bus, head: { nil }) { first, last in
      sent.withLock { $0.append(first...last) }
    }
    try await publisher.bind(folder.endpoint("r.pub"))
    let peer = try await RawPeer.subscriber(bus, folder.endpoint("r.pub"))
    let records = PublisherTests.records(2_000)
    try await join(publisher, peer, records[0])
    publisher.publish(Array(records[1...]))
    try await eventually("all have come") { try await numbers(peer).last == 2_000 }
    #expect(Array(try await numbers(peer).drop { $0 == 1 }) == Array(2...2_000))
    let great = try await batches(peer).drop { $0.head.sequence == 1 }
    #expect(great.map(\.records.count) == Array(repeating: 256, count: 7) + [207])
    #expect(great.map(\.endsCommit) == Array(repeating: false, count: 7) + [true])
    publisher.publish(Array(records[10..<30]))
    try await eventually("a small commit has come") { try await numbers(peer).last == 30 }
    let small = try #require(try await batches(peer).last)
    #expect(small.endsCommit && small.records.map(\.header.sequence) == Array(11...30))
    #expect(small.records.map(\.payload) == records[10..<30].map(\.payload))
    let ranges = sent.withLock { $0 }
    #expect(ranges.last == 11...30)
    #expect(ranges.allSatisfy { $0.count <= 256 })
    await bus.close()
  }

  @Test func `the head is told every second, from the start`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let records = PublisherTests.records(3)
    let head = LogHead(records[2].header)
    let publisher = Publisher(bus: bus, head: { head })
    try await publisher.bind(folder.endpoint("r.pub"))
    let peer = try await RawPeer.subscriber(bus, folder.endpoint("r.pub"))
    try await eventually("two heartbeats have come") { await peer.received.count >= 2 }
    guard case .heartbeat(let told) = try PublishedMessage(frames: await peer.received[1]) else {
      Issue.record("not a heartbeat")
      return
    }
    #expect(told == head)
    await publisher.close()
    await bus.close()
  }

  @Test func `records leave by every endpoint, and only services are let in`() async throws {
    let folder = try Folder()
    let access = AccessList()
    let (server, service, unit) = (CurveKeyPair.make(), CurveKeyPair.make(), CurveKeyPair.make())
    access.admit(service.publicKey, as: .service("findings"))
    access.admit(unit.publicKey, as: .unit(UnitID("pom-medan")))
    let bus = try await MessageBus.start(authoriser: access.authoriser)
    let publisher = Publisher(bus: bus, head: { nil })
    try await publisher.bind(folder.endpoint("r.pub"))
    let remote = try await publisher.bind(loopback, keys: server)
    let other = try await MessageBus.start()
    let near = try await RawPeer.subscriber(other, folder.endpoint("r.pub"))
    let far = try await RawPeer.subscriber(
      other, remote, .curve(keys: service, serverKey: server.publicKey))
    let intruder = try await RawPeer.subscriber(
      other, remote, .curve(keys: unit, serverKey: server.publicKey))
    let stranger = try await RawPeer.subscriber(
      other, remote, .curve(keys: .make(), serverKey: server.publicKey))
    let records = PublisherTests.records(1)
    try await join(publisher, near, records[0])
    try await join(publisher, far, records[0])
    for peer in [intruder, stranger] {
      try await eventually("it was refused") { await peer.links.contains(.refused) }
      #expect(await peer.received.isEmpty)
      #expect(await !peer.links.contains(.up))
    }
    await other.close()
    await bus.close()
  }

  @Test func `a record over the limit is counted and not sent`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let publisher = Publisher(bus: bus, head: { nil })
    try await publisher.bind(folder.endpoint("r.pub"))
    publisher.publish(PublisherTests.records(1, bytes: WireLimits.payloadBytesMax + 1))
    try await eventually("it is counted") { await publisher.counters.oversize == 1 }
    #expect(await publisher.counters.records == 0)
    await bus.close()
  }

  @Test func `what a closed bus is given is counted as failed`() async throws {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let publisher = Publisher(bus: bus, head: { nil })
    try await publisher.bind(folder.endpoint("r.pub"))
    await bus.close()
    publisher.publish(PublisherTests.records(2))
    try await eventually("the message is counted") { await publisher.counters.failures == 1 }
  }

  @Test func `a slow subscriber costs the publisher a bounded queue and others nothing`()
    async throws
  {
    let folder = try Folder()
    let bus = try await MessageBus.start()
    let publisher = Publisher(bus: bus, head: { nil })
    try await publisher.bind(folder.endpoint("r.pub"))
    let other = try await MessageBus.start()
    let slow = try await RawPeer.subscriber(other, folder.endpoint("r.pub"))
    let quick = try await RawPeer.subscriber(bus, folder.endpoint("r.pub"))
    let records = PublisherTests.records(5_000)
    try await join(publisher, slow, records[0])
    try await join(publisher, quick, records[0])
    await slow.stopReading()
    for part in 0..<10 {
      publisher.publish(Array(records[part * 500..<(part + 1) * 500]))
    }
    try await eventually("the other has all") { try await numbers(quick).last == 5_000 }
    #expect(Array(try await numbers(quick).drop { $0 == 1 }) == Array(2...5_000))
    await other.close()
    await bus.close()
  }

  @Test func `a subscriber whose queue is full outlives its publisher`() async throws {
    let folder = try Folder()
    let (bus, publishing) = (try await MessageBus.start(), try await MessageBus.start())
    let publisher = Publisher(bus: publishing, head: { nil })
    try await publisher.bind(folder.endpoint("full.pub"))
    let peer = try await RawPeer.subscriber(bus, folder.endpoint("full.pub"))
    let records = PublisherTests.records(9_000)
    try await join(publisher, peer, records[0])
    await peer.stopReading()
    // More messages than the queues take, which then stand full before a reader that is busy.
    for record in records[1...] { publisher.publish([record]) }
    try await eventually("all are sent") { await publisher.counters.records >= 9_000 }
    await publishing.close()
    // At the next of its heartbeats libzmq 4.3.4 would end this process.
    let seconds = Mutex(0)
    bus.thread.post {
      _ = bus.thread.schedule(after: .seconds(1), every: .seconds(1)) {
        seconds.withLock { $0 += 1 }
      }
    }
    try await eventually("more than a heartbeat's time has passed") {
      seconds.withLock { $0 } >= 3
    }
    await bus.close()
  }
}
