import Domain
import Events
import Foundation
import HazmatWatchService
import Log
import ServiceRuntime
import TestSupport
import Testing

/// Programs of two versions on one bus: an old follower with a new publisher, and the reverse.
struct MixedVersionTests {
  private let reporter: UnitID = "pom-payakumbuh"
  private let link = TestSystem.Link(from: .findings, to: .watch)

  /// A type of event that no program of today knows, and the reader version of tomorrow.
  private static let newType: UInt32 = 299
  private static let next = EventVocabulary(
    readerVersion: EventType.readerVersion + 1,
    typeCodes: EventVocabulary.current.typeCodes.union([newType]))

  @Test func `an old follower applies what it may, and after its upgrade the rest, in order`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: reporter)
      let lone = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await appendAsTomorrow(finding.id, lone.id, to: system)
      let other = try await system.report(.lontong, by: reporter)
      try await system.settle(allowingWaiting: true)

      // The unknown field was ignored; what is for later programs and what follows it wait.
      #expect(try await system.told(other.id).count == 4)
      #expect(try await updates(of: finding.id, in: system) == 1)
      let list = try await system.query(ListQuarantine(), of: .watch)
      #expect(list.entries.map(\.place.sequence) == [6, 9])
      #expect(list.entries.first?.error.contains("reader version") == true)
      #expect(list.entries.first?.waiting.map(\.sequence) == [7, 8])
      #expect(list.entries.last?.error.contains("unknown type") == true)
      let stood = try await system.link(link)
      #expect(stood.state == "live")
      #expect(stood.position == 11)
      let alarms = try await system.inbox("pusat-deputi-3").filter { $0.kind == .alarm }
      #expect(alarms.contains { $0.subject.parameters["service"] == "watch" })

      // The same files, opened by a program that knows.
      let journal = UpgradedLogic.Journal()
      await upgradeWatch(of: system, journal)
      try await system.restart(.watch)
      let retried = try await system.command(RetryQuarantine(), by: .watch, as: nil)
      #expect(retried.applied == 4)
      #expect(retried.remaining == 0)
      try await system.settle(allowingWaiting: true)
      #expect(journal.applied == [6, 7, 8, 9])
      #expect(try await updates(of: finding.id, in: system) == 3)
    }
  }

  @Test func `a new follower reads an old publisher, and goes on when that is upgraded, too`()
    async throws
  {
    let journal = UpgradedLogic.Journal()
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      await upgradeWatch(of: system, journal)
    } _: { system in
      let finding = try await system.report(.lontong, by: reporter)
      let lone = try await system.report(.lontong, by: reporter)
      try await system.settle()
      #expect(try await system.told(finding.id).count == 4)
      try await appendAsTomorrow(finding.id, lone.id, to: system)
      try await system.settle(allowingWaiting: true)
      #expect(journal.applied == Array(1...9))
      #expect(try await system.link(link).quarantined == 0)
      #expect(try await updates(of: finding.id, in: system) == 3)
      // Whichever of the two starts again later, nothing has its effect twice.
      for service: ServiceName in [.findings, .watch, .findings] {
        try await system.restart(service)
      }
      try await system.settle(allowingWaiting: true)
      #expect(journal.applied == Array(1...9))
      #expect(try await updates(of: finding.id, in: system) == 3)
    }
  }

  private func upgradeWatch(of system: TestSystem, _ journal: UpgradedLogic.Journal) async {
    await system.setVocabulary(Self.next, of: .watch)
    await system.replace(.watch) {
      UpgradedLogic(
        HazmatWatchService(), knowing: [Self.newType], journal: journal, of: .findings)
    }
  }

  /// How many updates about the finding are in Pusat's mailbox.
  private func updates(of finding: ID<Finding>, in system: TestSystem) async throws -> Int {
    try await system.inbox("pusat-deputi-3").filter {
      $0.finding == finding && $0.kind == .update
    }.count
  }

  /// What findings of tomorrow would write after records 1 to 4, the reports of two findings with
  /// their answers: of the first a version with a new field (5), one that only new readers may apply
  /// (6), an event of a new type (7), and one more version (8); of the second an event of the new type
  /// (9).
  private func appendAsTomorrow(
    _ finding: ID<Finding>, _ lone: ID<Finding>, to system: TestSystem
  ) async throws {
    try await system.stop(.findings)
    let reader = try LogReader(path: system.directory.database(of: .findings))
    let report = try #require(try reader.records(subject: finding.bytes).first)
    let event = try EventCoding.decode(Event<FindingReported>.self, from: report.payload)
    func amendment(_ version: Int, minReader: UInt32 = 1) throws -> NewRecord {
      var snapshot = event.data.snapshot
      snapshot.version = version
      let amended = Event(
        source: .findings, subject: event.subject, time: event.time,
        data: FindingAmended(
          snapshot: snapshot, by: reporter, changes: ["product.quantity"], material: true,
          previousState: snapshot.state, original: event.data.original))
      let bytes = try EventCoding.encode(amended)
      return NewRecord(
        typeCode: FindingAmended.type.code, minReader: minReader, subject: finding.bytes,
        event: UUIDBytes(high: 9, low: UInt64(version)), causes: report.header.causes,
        payload: Array(#"{"fieldOfTomorrow":{"x":[1]},"#.utf8) + bytes.dropFirst())
    }
    try await system.append(
      [
        try amendment(2), try amendment(3, minReader: Self.next.readerVersion),
        NewRecord(
          typeCode: Self.newType, minReader: 1, subject: finding.bytes,
          event: UUIDBytes(high: 9, low: 98), payload: report.payload),
        try amendment(4),
        NewRecord(
          typeCode: Self.newType, minReader: 1, subject: lone.bytes,
          event: UUIDBytes(high: 9, low: 99), payload: report.payload),
      ], to: .findings)
    try await system.start(.findings)
  }
}
