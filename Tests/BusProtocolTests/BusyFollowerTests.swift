import Bus
import Foundation
import Log
import Testing

/// Followers beside which much happens: their own thread is busy, or another one catches up.
struct BusyFollowerTests {
  let folder = Folder()

  private var endpoints: (publisher: Endpoint, door: Endpoint) {
    (folder.endpoint("log.pub"), folder.endpoint("log.door"))
  }

  private func follow(_ bus: MessageBus, _ sink: StoringSink) async throws -> FollowerHandle {
    let target = FollowTarget(
      publisher: endpoints.publisher, door: endpoints.door, followerName: "test")
    return try await bus.follow(target, cursor: nil, sink: sink)
  }

  /// Fault case 14: a SUB socket that nobody polls does not subscribe again after a reconnect.
  @Test func `a follower whose poll thread was busy during a restart subscribes again`()
    async throws
  {
    let log = LiveLog(TestLog(count: 5))
    let first = try await PublishingService(log, at: endpoints)
    let (bus, sink) = (try await MessageBus.start(), StoringSink())
    let handle = try await follow(bus, sink)
    try await eventually("live") { handle.status.state == .live && sink.count == 5 }
    let (busy, isBusy) = (DispatchSemaphore(value: 0), Flag())
    bus.thread.post {
      isBusy.set(true)
      busy.wait()
    }
    try await eventually("the thread does something else") { isBusy.isSet }
    await first.close()
    let second = try await PublishingService(log, at: endpoints)
    let start = ContinuousClock.now
    let isLong = ProcessInfo.processInfo.environment["TERPADU_LONG"] == "1"
    var published: UInt64 = 0
    repeat {
      second.publisher.publish(log.append(1))
      published += 1
      try await eventually("published to nobody") {
        await second.publisher.counters.records == published
      }
    } while published < 20 || (isLong && ContinuousClock.now - start < .seconds(10))
    #expect(sink.count == 5)
    busy.signal()
    let expected = 5 + Int(published)
    try await eventually("all that was missed") { sink.count == expected }
    try await eventually("live again") { handle.status.state == .live }
    // Live, not by replay: the subscription is there.
    let takenLive = handle.status.counters.takenLive
    second.publisher.publish(log.append(1))
    try await eventually("the next one") { sink.count == expected + 1 }
    #expect(handle.status.counters.takenLive == takenLive + 1)
    #expect(sink.misplaced == 0)
    await bus.close()
    await second.close()
  }

  /// Fault case 23: each live record is with the one follower before the other is given its next
  /// batch, so none of them waits for the catching up.
  @Test func `live records keep arriving in order while another follower catches up`()
    async throws
  {
    let log = LiveLog(TestLog(count: 8_000))
    let service = try await PublishingService(log, at: endpoints)
    let (bus, otherBus) = (try await MessageBus.start(), try await MessageBus.start())
    let (live, late) = (StoringSink(), StoringSink())
    let follower = try await follow(bus, live)
    try await eventually("live") { follower.status.state == .live && live.count == 8_000 }
    let takenLive = follower.status.counters.takenLive
    late.hold()
    let second = try await follow(otherBus, late)
    var rounds = 0
    repeat {
      try await eventually("a batch of the log is with the late one") { late.isWaiting }
      rounds += 1
      service.publisher.publish(log.append(5))
      try await eventually("live records of round \(rounds)") { live.count == 8_000 + 5 * rounds }
      #expect(follower.status.state == .live)
      late.next()
    } while late.count < 8_000
    late.letGo()
    try await eventually("the late one has everything, too") {
      late.count == live.count && second.status.state == .live
    }
    #expect(rounds >= 20)
    #expect(follower.status.counters.takenLive == takenLive + UInt64(5 * rounds))
    #expect(live.misplaced == 0 && late.misplaced == 0)
    await bus.close()
    await otherBus.close()
    await service.close()
  }
}
