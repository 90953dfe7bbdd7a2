import Bus
import Log
import Security
import Testing

/// Followers over real sockets: what the machines promise, the shells keep.
struct FollowerEndToEndTests {
  let folder = Folder()

  private var endpoints: (publisher: Endpoint, door: Endpoint) {
    (folder.endpoint("log.pub"), folder.endpoint("log.door"))
  }

  private func follow(
    _ bus: MessageBus, _ sink: StoringSink, from cursor: LogCursor? = nil
  ) async throws -> FollowerHandle {
    let target = FollowTarget(
      publisher: endpoints.publisher, door: endpoints.door, followerName: "test")
    return try await bus.follow(target, cursor: cursor, sink: sink)
  }

  @Test func `a follower of an idle publisher gets the whole log`() async throws {
    let log = LiveLog(TestLog(count: 20))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    try await eventually("20 records") { sink.count == 20 && handle.status.state == .live }
    #expect(handle.status.lag == 0)
    try await eventually("the publisher knows how far we are") {
      service.positions.positions["test"]?.sequence == 20
    }
    await bus.close()
    await service.close()
  }

  @Test func `live records arrive one after the other`() async throws {
    let log = LiveLog(TestLog(count: 0))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    try await eventually("live") { handle.status.state == .live }
    for number in 1...50 {
      service.publisher.publish(log.append(1))
      try await eventually("record \(number)") { sink.count == number }
    }
    #expect(sink.misplaced == 0)
    #expect(handle.status.counters.takenLive > 0)
    await bus.close()
    await service.close()
  }

  @Test func `a follower that starts before its publisher gets everything`() async throws {
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    #expect(handle.status.state == .connecting)
    let service = try await PublishingService(LiveLog(TestLog(count: 7)), at: endpoints)
    try await eventually("7 records") { sink.count == 7 }
    await bus.close()
    await service.close()
  }

  @Test func `a follower started last catches up with 10,000 records`() async throws {
    let log = LiveLog(TestLog(count: 10_000))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    service.publisher.publish(log.append(5))
    try await eventually("10,005 records") { sink.count == 10_005 }
    #expect(sink.misplaced == 0)
    #expect(sink.batches >= 40)
    try await eventually("live") { handle.status.state == .live }
    await bus.close()
    await service.close()
  }

  @Test func `a publisher that was restarted is followed on`() async throws {
    let log = LiveLog(TestLog(count: 5))
    let first = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    try await eventually("5 records") { sink.count == 5 }
    await first.close()
    // Committed, and never published: the process ended in between.
    _ = log.append(3)
    let second = try await PublishingService(log, at: endpoints)
    second.publisher.publish(log.append(2))
    try await eventually("10 records") { sink.count == 10 }
    second.publisher.publish(log.append(1))
    try await eventually("11 records") { sink.count == 11 && handle.status.state == .live }
    #expect(sink.misplaced == 0)
    await bus.close()
    await second.close()
  }

  @Test func `records that never were published arrive by replay`() async throws {
    let log = LiveLog(TestLog(count: 5))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    try await eventually("live") { handle.status.state == .live && sink.count == 5 }
    _ = log.append(4)
    service.publisher.publish(log.append(1))
    try await eventually("the gap is closed") { sink.count == 10 }
    _ = log.append(3)
    try await eventually("the lost tail is found by the heartbeat") { sink.count == 13 }
    #expect(sink.misplaced == 0)
    await bus.close()
    await service.close()
  }

  @Test func `a frozen publisher is reported down within 5 s and comes back`() async throws {
    let log = LiveLog(TestLog(count: 5))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    try await eventually("live") { handle.status.state == .live && sink.count == 5 }
    service.isFrozen.set(true)
    let frozen = ContinuousClock.now
    try await eventually("down") { handle.status.state.word == "down" }
    #expect(ContinuousClock.now - frozen < .seconds(6))
    service.isFrozen.set(false)
    service.publisher.publish(log.append(1))
    try await eventually("back") { handle.status.state == .live && sink.count == 6 }
    await bus.close()
    await service.close()
  }

  @Test func `a publisher restored from an old copy stops the follower, which says so`()
    async throws
  {
    let log = LiveLog(TestLog(count: 10))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    try await eventually("live") { handle.status.state == .live && sink.count == 10 }
    log.replace(by: TestLog(count: 8))
    try await eventually("stopped") { handle.status.state == .stopped(.olderHead) }
    var other = TestLog(count: 9)
    other.append([99])
    log.replace(by: other)
    service.publisher.publish(log.append(1))
    try await eventually("the service publishes") { await service.publisher.counters.records == 1 }
    #expect(sink.count == 10)
    #expect(sink.states.last == .stopped(.olderHead))
    await bus.close()
    await service.close()
  }

  @Test func `a log whose chain is another stops the follower as a fork`() async throws {
    var forked = TestLog(count: 9)
    forked.append([99])
    let service = try await PublishingService(LiveLog(forked), at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink, from: TestLog(count: 10).cursor(at: 10))
    try await eventually("stopped") { handle.status.state == .stopped(.fork) }
    #expect(sink.count == 0)
    await bus.close()
    await service.close()
  }

  @Test func `a log is followed over TCP with keys, and not by a stranger`() async throws {
    let (serverKeys, ours) = (CurveKeyPair.make(), CurveKeyPair.make())
    let ourKey = ours.publicKey
    let log = LiveLog(TestLog(count: 5))
    let loopback = Endpoint.tcp(host: "127.0.0.1", port: 0)
    let service = try await PublishingService(
      log, at: (loopback, loopback), keys: serverKeys,
      authoriser: { _, key in key == ourKey ? "watch" : nil })
    let bus = try await MessageBus.start()
    let (sink, strangersSink) = (StoringSink(), StoringSink())
    func target(_ keys: CurveKeyPair) -> FollowTarget {
      FollowTarget(
        publisher: service.endpoints.publisher, door: service.endpoints.door,
        security: .curve(keys: keys, serverKey: serverKeys.publicKey), followerName: "w")
    }
    let stranger = try await bus.follow(
      target(CurveKeyPair.make()), cursor: nil, sink: strangersSink)
    let handle = try await bus.follow(target(ours), cursor: nil, sink: sink)
    try await eventually("live") { handle.status.state == .live && sink.count == 5 }
    service.publisher.publish(log.append(1))
    try await eventually("the live record") { sink.count == 6 }
    try await eventually("the name that the key proved") {
      service.positions.positions["watch/w"] != nil
    }
    try await eventually("the stranger hears nothing") {
      stranger.status.state.word == "down"
    }
    #expect(strangersSink.count == 0)
    #expect(stranger.status.lastSign == nil)
    await bus.close()
    await service.close()
  }

  /// Fault case 13.
  @Test func `a follower whose sink is stuck harms no other and arrives in the end`()
    async throws
  {
    let log = LiveLog(TestLog(count: 1))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, otherBus) = (try await MessageBus.start(), try await MessageBus.start())
    let (stuck, healthy) = (StoringSink(), StoringSink())
    let first = try await follow(bus, stuck)
    let second = try await follow(otherBus, healthy)
    try await eventually("both live") {
      first.status.state == .live && second.status.state == .live
    }
    stuck.hold()
    for round in 1...60 {
      service.publisher.publish(log.append(250))
      try await eventually("the healthy one has round \(round)") {
        healthy.count == 1 + 250 * round
      }
    }
    #expect(stuck.count < 300)
    #expect(first.status.state != .down(since: first.status.lastSign ?? MonotonicMillis(0)))
    stuck.letGo()
    try await eventually("the stuck one has all") { stuck.count == 15_001 }
    #expect(stuck.misplaced == 0 && healthy.misplaced == 0)
    await bus.close()
    await otherBus.close()
    await service.close()
  }

  /// Fault case 15.
  @Test func `a restart with many followers makes no storm of requests`() async throws {
    let log = LiveLog(TestLog(count: 1))
    let service = try await PublishingService(log, at: endpoints)
    let bus = try await MessageBus.start()
    let sinks = (0..<40).map { _ in StoringSink() }
    var handles: [FollowerHandle] = []
    for sink in sinks { handles.append(try await follow(bus, sink)) }
    try await eventually("all live") { handles.allSatisfy { $0.status.state == .live } }
    let before = handles.reduce(0) { $0 + $1.status.counters.requests }
    await service.close()
    _ = log.append(100)
    let again = try await PublishingService(log, at: endpoints)
    try await eventually("all have everything") {
      sinks.allSatisfy { $0.count == 101 } && handles.allSatisfy { $0.status.state == .live }
    }
    let after = handles.reduce(0) { $0 + $1.status.counters.requests }
    #expect(after - before <= 160, "\(after - before) requests of 40 followers")
    await bus.close()
    await again.close()
  }

  @Test func `a stopped follower gives up its sockets and the bus goes on`() async throws {
    let log = LiveLog(TestLog(count: 5))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let first = try await follow(bus, sink)
    try await eventually("5 records") { sink.count == 5 }
    await first.stop()
    service.publisher.publish(log.append(1))
    let second = try await follow(bus, sink, from: sink.cursor)
    try await eventually("6 records") { sink.count == 6 && second.status.state == .live }
    await bus.close()
    await service.close()
  }
}
