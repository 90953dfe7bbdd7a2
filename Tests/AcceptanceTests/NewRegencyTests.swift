import Domain
import Events
import Log
import ServiceRuntime
import TestSupport
import Testing

/// In a new regency its Pemda and its own Loka begin, and a finding is made there at once, while
/// findings and one other service have not heard of them: watch has, and nobody is passed over.
struct NewRegencyTests {
  private static let regency = RegionCode("93.99")!
  private static let pemda: UnitID = "pemda-93.99"
  private let loka: UnitID = "pom-uji-selatan"
  private let finding = SampleFinding(
    foundAt: "2026-04-02T10:00:00+09:00", product: "tahu", substance: "formalin",
    places: [.init("found", "93.99", "market")])

  @Test func `a liaison that knows the new Pemda later than watch makes its task all the same`()
    async throws
  {
    try await withLateRegistry(at: .liaison) { system, report in
      try await eventually("liaison holds the alert until it knows the Pemda") {
        try await system.link(.init(from: .watch, to: .liaison)).held == 1
      }
      #expect(try await system.tasks(of: report.id).isEmpty)
    } then: { system, report in
      let tasks = try await system.tasks(of: report.id)
      #expect(tasks.map(\.unit) == [Self.pemda])
      let told = try await system.told(report.id)
      #expect(told.contains("\(Self.pemda) task action"))
    }
  }

  @Test func `a notifier that knows the new office later than watch dates its mail in its zone`()
    async throws
  {
    try await withLateRegistry(at: .notifier) { system, report in
      try await eventually("the notifier holds the alert, and the task behind it") {
        let alert = try await system.link(.init(from: .watch, to: .notifier))
        let task = try await system.link(.init(from: .liaison, to: .notifier))
        return alert.held == 1 && task.held == 1
      }
      #expect(try await system.told(report.id).isEmpty)
    } then: { system, report in
      let mail = try await system.inbox(loka)
      #expect(mail.map(\.kind) == [.alert])
      #expect(mail.first?.createdAt.description.hasSuffix("+09:00") == true)
    }
  }

  @Test func `an update and a withdrawal wait for the registry that they rest on, in order`()
    async throws
  {
    try await withLateRegistry(at: .liaison) { system, report in
      try await system.recordLaboratory(.positive, of: report.id, by: "pom-merauke")
      try await system.withdraw(report.id, by: "pom-merauke")
      try await eventually("liaison holds all three") {
        try await system.link(.init(from: .watch, to: .liaison)).held == 3
      }
    } then: { system, report in
      #expect(try await system.tasks(of: report.id).map(\.state) == [.cancelled])
      let kinds = try await system.inbox(Self.pemda).map(\.kind)
      #expect(kinds.filter { $0 != .task } == [.alert, .update, .withdrawal])
    }
  }

  @Test func `a Pemda whose record liaison cannot apply holds its alert back, with an alarm`()
    async throws
  {
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      await system.replace(.liaison) { Self.faultyLiaison() }
    } _: { system in
      try await addRegency(to: system)
      try await addOffices(to: system)
      try await system.settle(allowingWaiting: true)
      let report = try await system.report(finding, by: "pom-merauke")
      try await system.settle(allowingWaiting: true)
      #expect(try await system.tasks(of: report.id).isEmpty)
      #expect(try await system.link(.init(from: .watch, to: .liaison)).quarantined == 1)
      let alarms = try await system.inbox("pusat-deputi-3").filter { $0.kind == .alarm }
      #expect(alarms.count == 2)

      await system.replace(.liaison, with: TestSystem.logic(of: .liaison))
      try await system.restart(.liaison)
      let retried = try await system.command(RetryQuarantine(), by: .liaison, as: nil)
      #expect(retried.remaining == 0)
      try await system.settle()
      #expect(try await system.tasks(of: report.id).map(\.unit) == [Self.pemda])
    }
  }

  @Test func `an area that watch cannot apply holds back the alerts that it may concern`()
    async throws
  {
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      await system.replace(.watch) {
        FaultyLogic(TestSystem.logic(of: .watch)()) { record in
          record.isEvent(AreaFact.self)
            && record.record.header.subject == RegistrySubject.unit("pom-uji-selatan")
        }
      }
    } _: { system in
      try await addRegency(to: system)
      try await addOffices(to: system)
      try await system.settle(allowingWaiting: true)
      let report = try await system.report(finding, by: "pom-merauke")
      try await system.settle(allowingWaiting: true)
      #expect(try await system.told(report.id).isEmpty)
      #expect(try await system.link(.init(from: .findings, to: .watch)).quarantined == 1)

      await system.replace(.watch, with: TestSystem.logic(of: .watch))
      try await system.restart(.watch)
      let retried = try await system.command(RetryQuarantine(), by: .watch, as: nil)
      #expect(retried.remaining == 0)
      try await system.settle()
      #expect(try await system.told(report.id).contains("\(loka) alert action"))
    }
  }

  // MARK: The regency

  /// The regency's offices begin and a finding is reported in it while findings and `slow` get
  /// nothing from the registry.
  private func withLateRegistry(
    at slow: ServiceName,
    _ whileLate: (TestSystem, ReportAnswer) async throws -> Void,
    then: (TestSystem, ReportAnswer) async throws -> Void
  ) async throws {
    let nemeses = Held<[Nemesis]>()
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      nemeses.value = [
        try await system.watch(.init(from: .registry, to: .findings)),
        try await system.watch(.init(from: .registry, to: slow)),
      ]
    } _: { system in
      try await addRegency(to: system)
      for nemesis in nemeses.value ?? [] { nemesis.cut() }
      let head = try await addOffices(to: system)
      for quick in [ServiceName.watch, .liaison, .notifier] where quick != slow {
        try await system.settle(.init(from: .registry, to: quick), through: head)
      }
      let report = try await system.report(finding, by: "pom-merauke")
      try await whileLate(system, report)
      for nemesis in nemeses.value ?? [] { nemesis.resume() }
      try await system.settle()
      try await then(system, report)
    }
  }

  private func addRegency(to system: TestSystem) async throws {
    try await add(
      [
        .region(
          RegionFact(
            code: Self.regency, level: .regency, name: "Kabupaten Uji Selatan",
            latitudeDegrees: -7, longitudeDegrees: 139, certainty: .knowledge, source: "uji"))
      ], to: system)
    try await system.settle(allowingWaiting: true)
  }

  /// - Returns: the registry's head behind them.
  @discardableResult
  private func addOffices(to system: TestSystem) async throws -> UInt64 {
    let began = try Timestamp(text: "2026-01-01T00:00:00+07:00")
    return try await add(
      [
        .unit(
          UnitFact(
            id: Self.pemda, kind: .regencyGovernment, name: "Pemerintah Kabupaten Uji Selatan",
            seat: nil, validity: .always, regulation: "uji", certainty: .knowledge,
            source: "uji")),
        .unit(
          UnitFact(
            id: loka, kind: .loka, name: "Loka POM di Kabupaten Uji Selatan", seat: Self.regency,
            validity: .always, regulation: "uji", certainty: .knowledge, source: "uji")),
        .area(
          AreaFact(
            unit: loka, regions: [Self.regency], from: began, certainty: .knowledge,
            source: "uji")),
      ], to: system)
  }

  /// What the registry of a later reference would write.
  /// - Returns: its head.
  @discardableResult
  private func add(_ facts: [RegistryFact], to system: TestSystem) async throws -> UInt64 {
    let time = system.clock.now
    let head = try await system.status(.registry).head
    try await system.stop(.registry)
    try await system.append(
      facts.enumerated().map { try record($1, number: head + UInt64($0), at: time) },
      to: .registry)
    try await system.start(.registry)
    return try await system.status(.registry).head
  }

  private func record(_ fact: RegistryFact, number: UInt64, at time: Timestamp) throws -> NewRecord
  {
    func encoded(_ payload: some EventPayload) throws -> NewRecord {
      let type = Swift.type(of: payload).type
      let subject = RegistrySubject.of(fact)
      let event = Event(
        source: .registry, subject: ID<Region>(bytes: subject).description, time: time,
        data: payload)
      return NewRecord(
        typeCode: type.code, minReader: type.minReader, subject: subject,
        event: UUIDBytes(high: 1, low: number), payload: try EventCoding.encode(event))
    }
    return try encoded(fact.payload)
  }

  /// A liaison with a defect: it cannot apply what it is told of the new Pemda.
  private static func faultyLiaison() -> any ServiceLogic {
    FaultyLogic(TestSystem.logic(of: .liaison)()) { record in
      record.source == .registry
        && record.record.header.subject == RegistrySubject.unit("pemda-93.99")
    }
  }
}
