import Domain
import Events
import Foundation
import Localization
import Log
import ServiceRuntime
import TestSupport
import Testing

/// Services of tomorrow use words that those of today do not know: nothing goes into quarantine,
/// and everyone is told.
struct OpenWordTests {
  private let reporter: UnitID = "pom-payakumbuh"
  private let pemda: UnitID = "pemda-13.76"

  @Test func `an alert with words of tomorrow reaches every mailbox and is read in both languages`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.stop(.watch)
      let alert = try first(AlertRaised.self, about: finding.id, in: system)
      try await system.append(
        [try alert.followed(by: AlertUpdated(content: tomorrow(alert.event.data.content)))],
        to: .watch)
      try await system.start(.watch)
      try await system.settle(allowingWaiting: true)
      for follower in [ServiceName.liaison, .notifier] {
        let link = try await system.link(.init(from: .watch, to: follower))
        #expect(link.state == "live" && link.quarantined == 0, "\(follower)")
      }
      let entry = try #require(try await system.inbox(pemda).last)
      #expect(entry.kind == .update && entry.subject.word == "update-sealed")
      #expect(entry.reasons.first?.rule == "rule-of-tomorrow")
      for language in Language.allCases {
        let localizer = Localizer(language)
        #expect(localizer.subject(entry.subject).contains("sealed"))
        #expect(localizer.subject(entry.subject).contains(finding.number))
        let reason = try #require(entry.reasons.first)
        #expect(localizer.sentence(.rule, reason.rule, reason.parameters).contains("tomorrow"))
      }
      let special = try #require(try await system.inbox(.pusatDeputi3).last)
      #expect(special.kind.rawValue == "recall" && special.role == "oversight")
      for language in Language.allCases {
        #expect(Localizer(language).term(.messageKind, special.kind.rawValue) == "recall")
        #expect(Localizer(language).term(.role, special.role ?? "") == "oversight")
      }
    }
  }

  @Test func `a finding with words of tomorrow is told to its circle as one that stands`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let told = try await system.told(finding.id)
      try await system.stop(.findings)
      let report = try first(FindingReported.self, about: finding.id, in: system)
      var snapshot = report.event.data.snapshot
      snapshot.version = 2
      snapshot.state = FindingState(rawValue: "sealed")
      snapshot.flags = [FindingFlag(rawValue: "photo-missing")]
      snapshot.document.activity = FindingActivity(rawValue: "drone-survey")
      snapshot.document.trigger = FindingTrigger(rawValue: "hunch")
      snapshot.document.places[0].facility = FacilityKind(rawValue: "food-truck")
      snapshot.document.places[0].role = PlaceRole(rawValue: "carried")
      snapshot.document.test = TestRecord(
        kind: TestKind(rawValue: "spectrometer"), result: TestResult(rawValue: "inconclusive"))
      let amended = FindingAmended(
        snapshot: snapshot, by: reporter, changes: ["places[0].facility"], material: true,
        previousState: report.event.data.snapshot.state, original: report.event.data.original)
      try await system.append([try report.followed(by: amended)], to: .findings)
      try await system.start(.findings)
      try await system.settle(allowingWaiting: true)
      #expect(try await system.link(.init(from: .findings, to: .watch)).quarantined == 0)
      for follower in [ServiceName.liaison, .notifier] {
        #expect(try await system.link(.init(from: .watch, to: follower)).quarantined == 0)
      }
      // Nobody takes it for a withdrawal: each who had the alert has the update, and the task stays.
      let updates = try await system.told(finding.id).filter { $0.contains(" update ") }
      #expect(updates.count >= told.filter { $0.contains(" alert ") }.count)
      #expect(try await system.tasks(of: finding.id).map(\.state) == [.open])
      let explanation = try await system.explain(finding.id)
      #expect(explanation.state.rawValue == "sealed" && explanation.version == 2)
    }
  }

  @Test func `facts with words of tomorrow are taken in by every follower of the registry`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.stop(.registry)
      let certainty = Certainty(rawValue: "satellite")
      let unit = UnitFact(
        id: "satgas-uji", kind: UnitKind(rawValue: "task-force"), name: "Satgas uji", seat: nil,
        validity: .always, regulation: "uji", certainty: certainty, source: "uji")
      let holiday = Holiday(
        date: try #require(CalendarDate("2031-01-01")), kind: HolidayKind(rawValue: "moon-day"),
        name: BilingualText(id: "Uji", en: "Test"), certainty: certainty, source: "uji")
      let substance = SubstanceFact(
        id: SubstanceID("zat-uji"), name: BilingualText(id: "zat uji", en: "test substance"),
        family: HazardFamily(rawValue: "plastic"), lists: [SubstanceList(rawValue: "list-2031")],
        certainty: certainty, source: "uji")
      try await system.append(
        [
          try record(unit, in: system),
          try record(
            CalendarFact(year: 2031, holidays: [holiday], certainty: certainty, source: "uji"),
            in: system),
          try record(substance, in: system),
        ], to: .registry)
      try await system.start(.registry)
      try await system.settle(allowingWaiting: true)
      for follower in [ServiceName.findings, .watch, .liaison, .notifier] {
        let link = try await system.link(.init(from: .registry, to: follower))
        #expect(link.state == "live" && link.quarantined == 0, "\(follower)")
      }
      let finding = try await system.report(.lontong, by: reporter)
      try await system.settle(allowingWaiting: true)
      #expect(try await system.told(finding.id).count == 4)
    }
  }

  /// The content of an alert as a watch of tomorrow would go on with it.
  private func tomorrow(_ content: AlertContent) throws -> AlertContent {
    var content = content
    content.version = 2
    content.refersTo = content.alert
    content.alert = ID(at: content.receivedAt, entropy: [UInt8](repeating: 7, count: 10))
    content.state = FindingState(rawValue: "sealed")
    content.riskClass = RiskClass(rawValue: "class-9")
    content.flags.append(FindingFlag(rawValue: "photo-missing"))
    content.notTold.append(
      NotTold(unit: "pom-bengkulu", reason: NotTold.Reason(rawValue: "moved-away")))
    for index in content.recipients.indices {
      content.recipients[index].kind = .update
      content.recipients[index].reasons[0].rule = RoutingRule(rawValue: "rule-of-tomorrow")
      content.recipients[index].reasons[0].certainty = Certainty(rawValue: "satellite")
      if content.recipients[index].unit == .pusatDeputi3 {
        content.recipients[index].kind = Announcement(rawValue: "recall")
        content.recipients[index].role = RecipientRole(rawValue: "oversight")
        content.recipients[index].roles = [RecipientRole(rawValue: "oversight")]
      }
    }
    return content
  }

  /// The first event of a type about a finding, in its owner's log.
  private func first<Payload: EventPayload>(
    _: Payload.Type, about finding: ID<Finding>, in system: TestSystem
  ) throws -> Earlier<Payload> {
    let owner = try #require(Payload.type.owner)
    let reader = try LogReader(path: system.directory.database(of: owner))
    let record = try #require(
      try reader.records(subject: finding.bytes).first {
        $0.header.typeCode == Payload.type.code
      })
    return Earlier(
      event: try EventCoding.decode(Event<Payload>.self, from: record.payload),
      header: record.header)
  }

  private struct Earlier<Payload: EventPayload> {
    let event: Event<Payload>
    let header: RecordHeader

    /// What its service would write next about the same finding, for the same causes.
    func followed<Next: EventPayload>(by data: Next) throws -> NewRecord {
      let next = Event(
        source: event.source, subject: event.subject, time: event.time, data: data)
      return NewRecord(
        typeCode: Next.type.code, subject: header.subject, event: UUIDBytes(high: 9, low: 1),
        causes: header.causes, payload: try EventCoding.encode(next))
    }
  }

  /// A fact as a registry of tomorrow records it.
  private func record<Fact: EventPayload>(
    _ fact: Fact, in system: TestSystem
  ) throws -> NewRecord {
    let event = Event(
      source: .registry, subject: ID<AnyEvent>(bytes: .zero).description, time: system.clock.now,
      data: fact)
    return NewRecord(
      typeCode: Fact.type.code, subject: .zero,
      event: UUIDBytes(high: 9, low: UInt64(Fact.type.code)),
      payload: try EventCoding.encode(event))
  }
}
