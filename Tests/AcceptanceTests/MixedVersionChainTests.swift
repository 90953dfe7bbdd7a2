import Domain
import Events
import Log
import ServiceRuntime
import TestSupport
import Testing

/// Followers of another version than watch, upgraded before it and after it.
struct MixedVersionChainTests {
  enum Order: String, CaseIterable {
    case publisherFirst, followerFirst
  }

  private let reporter: UnitID = "pom-payakumbuh"
  private static let newType: UInt32 = 399
  private static let next = EventVocabulary(
    readerVersion: EventType.readerVersion + 1,
    typeCodes: EventVocabulary.current.typeCodes.union([newType]))

  @Test(arguments: [ServiceName.liaison, .notifier], Order.allCases)
  func `a follower of watch keeps working one version behind it and one ahead`(
    follower: ServiceName, order: Order
  ) async throws {
    let journal = UpgradedLogic.Journal()
    let link = TestSystem.Link(from: .watch, to: follower)
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let first = try await system.report(.lontong, by: reporter)
      try await system.settle()
      if order == .followerFirst {
        try await upgrade(follower, of: system, journal)
        try await expectServed(system, by: "an old watch beside a new follower")
      }
      let ofTomorrow = try await writeAsTomorrow(about: first.id, in: system)
      try await expectServed(system, by: "a new watch beside a follower of either version")
      let stood = try await system.link(link)
      #expect(stood.state == "live")
      // An alarm waits behind nothing: each is in quarantine for itself.
      #expect(stood.quarantined == (order == .publisherFirst ? 2 : 0))
      #expect(stood.held == 0)
      if order == .publisherFirst {
        try await upgrade(follower, of: system, journal)
        let retried = try await system.command(RetryQuarantine(), by: follower, as: nil)
        // With what of another log waited behind them.
        #expect(retried.applied >= 2 && retried.remaining == 0)
      }
      try await expectOnce(ofTomorrow, journal, follower, system)
      // Whoever starts again later, nothing has its effect twice.
      for service in [follower, .watch, follower] { try await system.restart(service) }
      try await expectServed(system, by: "both of tomorrow")
      try await expectOnce(ofTomorrow, journal, follower, system)
    }
  }

  private func upgrade(
    _ service: ServiceName, of system: TestSystem, _ journal: UpgradedLogic.Journal
  ) async throws {
    await system.setVocabulary(Self.next, of: service)
    await system.replace(service) {
      UpgradedLogic(
        TestSystem.logic(of: service)(), knowing: [Self.newType], journal: journal, of: .watch)
    }
    try await system.restart(service)
  }

  /// A finding comes to everybody, with its task.
  private func expectServed(_ system: TestSystem, by whom: String) async throws {
    let finding = try await system.report(.lontong, by: reporter)
    try await system.settle(allowingWaiting: true)
    let told = try await system.told(finding.id)
    #expect(told.count == 4, "\(whom)")
    #expect(told.contains { $0.contains(" task ") }, "\(whom)")
  }

  /// Each record of tomorrow was applied once, in order, and the alarm among them told once.
  private func expectOnce(
    _ sequences: [UInt64], _ journal: UpgradedLogic.Journal, _ follower: ServiceName,
    _ system: TestSystem
  ) async throws {
    #expect(journal.applied.filter(sequences.contains) == sequences)
    guard follower == .notifier else { return }
    let alarms = try await system.inbox("pusat-deputi-3").filter {
      $0.subject.word == "alarm-of-tomorrow"
    }
    #expect(alarms.count == 1)
  }

  /// What a watch of tomorrow would write about a finding: an event of a new type, and an alarm that
  /// only new readers may apply.
  /// - Returns: where they stand.
  private func writeAsTomorrow(
    about finding: ID<Finding>, in system: TestSystem
  ) async throws -> [UInt64] {
    let head = try await system.status(.watch).head
    try await system.stop(.watch)
    let event = Event(
      source: .watch, subject: finding.description, time: system.clock.now,
      data: AlarmRaised(word: "of-tomorrow", parameters: [:]))
    let payload = try EventCoding.encode(event)
    try await system.append(
      [
        NewRecord(
          typeCode: Self.newType, minReader: 1, subject: finding.bytes,
          event: UUIDBytes(high: 9, low: 1), payload: payload),
        NewRecord(
          typeCode: AlarmRaised.type.code, minReader: Self.next.readerVersion,
          subject: finding.bytes, event: UUIDBytes(high: 9, low: 2), payload: payload),
      ], to: .watch)
    try await system.start(.watch)
    return [head + 1, head + 2]
  }
}
