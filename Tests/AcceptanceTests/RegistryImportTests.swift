import Domain
import Events
import GRDB
import Log
import ServiceRuntime
import TestSupport
import Testing

/// Facts that an operator brings into a running country. Each run ends with `verify`.
struct RegistryImportTests {
  private static let regency = RegionCode("93.99")!
  private static let pemda: UnitID = "pemda-93.99"

  private static func table(_ year: Int, _ days: [String]) throws -> RegistryFact {
    .calendar(
      CalendarFact(
        year: year,
        holidays: try days.map {
          Holiday(
            date: try #require(CalendarDate($0)), kind: .national,
            name: BilingualText(id: "Hari uji", en: "Test day"), certainty: .knowledge,
            source: "uji")
        }, certainty: .knowledge, source: "uji"))
  }

  private static let newRegion = RegistryFact.region(
    RegionFact(
      code: regency, level: .regency, name: "Kabupaten Uji Selatan", latitudeDegrees: -7,
      longitudeDegrees: 139, certainty: .knowledge, source: "uji"))
  private static let newPemda = RegistryFact.unit(
    UnitFact(
      id: pemda, kind: .regencyGovernment, name: "Pemerintah Kabupaten Uji Selatan", seat: nil,
      validity: .always, regulation: "uji", certainty: .knowledge, source: "uji"))
  private static let newArea = RegistryFact.area(
    AreaFact(
      unit: "pom-merauke", regions: [regency],
      from: Timestamp(startOf: CalendarDate("2026-01-01")!, in: .wib), certainty: .knowledge,
      source: "uji"))

  @discardableResult
  private func bring(
    _ facts: [RegistryFact], to system: TestSystem
  ) async throws -> RegistryImportAnswer {
    let answer = try await system.command(
      ImportRegistryFacts(), as: nil, document: try EventCoding.encode(facts))
    try await system.settle()
    return answer
  }

  @Test func `the table of next year gives provisional tasks their date`() async throws {
    try await TestSystem.run(at: "2027-12-20T09:00:00+07:00") { system in
      let report = try await system.report(
        SampleFinding(
          foundAt: "2027-12-20T08:00:00+07:00", product: "tahu", substance: "formalin",
          places: [.init("found", "17.02", "market")]),
        by: "pom-rejang-lebong")
      try await system.settle()
      let before = try #require(try await system.tasks(of: report.id).first)
      #expect(before.provisional)
      #expect(before.dueAt.description == "2028-01-10T23:59:59+07:00")

      try await bring([try Self.table(2028, ["2028-01-03", "2028-01-04"])], to: system)
      let after = try #require(try await system.tasks(of: report.id).first)
      #expect(!after.provisional)
      #expect(after.dueAt.description == "2028-01-12T23:59:59+07:00")
    }
  }

  /// Makassar is an hour ahead of Rejang Lebong, and takes the task as it stands.
  @Test func `a redirected task is counted again in the zone in which its term was counted`()
    async throws
  {
    try await TestSystem.run(at: "2027-12-20T09:00:00+07:00") { system in
      let report = try await system.report(
        SampleFinding(
          foundAt: "2027-12-20T08:00:00+07:00", product: "tahu", substance: "formalin",
          places: [.init("found", "17.02", "market")]),
        by: "pom-rejang-lebong")
      try await system.settle()
      let task = try #require(try await system.tasks(of: report.id).first)
      try await system.command(
        RedirectTask(task: task.number, to: "pemda-73.71", reason: "bukan wilayah kami"),
        as: task.unit)
      try await bring([try Self.table(2028, ["2028-01-03", "2028-01-04"])], to: system)
      let after = try #require(
        try await system.tasks(of: report.id).first { $0.unit == "pemda-73.71" })
      #expect(after.dueAt.description == "2028-01-12T23:59:59+07:00")
    }
  }

  @Test func `a table that comes after the report or the end of a term sets no further timer`()
    async throws
  {
    try await TestSystem.run(at: "2027-12-20T09:00:00+07:00") { system in
      let finding = SampleFinding(
        foundAt: "2027-12-20T08:00:00+07:00", product: "tahu", substance: "formalin",
        places: [.init("found", "17.02", "market")])
      var tasks: [TaskView] = []
      for _ in 1...2 {
        let report = try await system.report(finding, by: "pom-rejang-lebong")
        try await system.settle()
        tasks += try await system.tasks(of: report.id)
      }
      let (overdue, reported) = (try #require(tasks.first), try #require(tasks.last))
      try await system.command(
        ReportTask(task: reported.task.description), as: reported.unit,
        document: Array("selesai".utf8))
      system.clock.set(try Timestamp(text: "2028-01-11T09:00:00+07:00"))
      try await eventually("the other task is overdue") {
        try await notes(of: overdue, in: system).contains("overdue-late")
      }
      // The term ends on the same day as before.
      try await bring([try Self.table(2028, ["2028-06-01"])], to: system)
      #expect(try await system.tasks(of: reported.finding).map(\.provisional) == [false])
      try await system.stop(.liaison)
      let timers = try LogReader(path: system.directory.database(of: .liaison)).query {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM log_timer")
      }
      #expect(timers == 0)
      try await system.start(.liaison)
      #expect(
        try await notes(of: overdue, in: system) == [nil, "overdue-late", "holiday-table"])
    }
  }

  @Test func `more provisional tasks than one transaction counts get their date`() async throws {
    try await TestSystem.run(at: "2027-12-20T09:00:00+07:00") { system in
      let finding = SampleFinding(
        foundAt: "2027-12-20T08:00:00+07:00", product: "tahu", substance: "formalin",
        places: [.init("found", "17.02", "market")])
      let count = 140
      for _ in 1...count { try await system.report(finding, by: "pom-rejang-lebong") }
      try await system.settle()
      try await bring([try Self.table(2028, ["2028-01-03", "2028-01-04"])], to: system)
      try await eventually("every task has been counted again") {
        let list = try await system.query(ListTasks(unit: "pemda-17.02"))
        return list.tasks.count == count
          && list.tasks.allSatisfy {
            !$0.provisional && $0.dueAt.description == "2028-01-12T23:59:59+07:00"
          }
      }
      try await system.stop(.liaison)
      let left = try LogReader(path: system.directory.database(of: .liaison)).query {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM recount")
      }
      #expect(left == 0)
      try await system.start(.liaison)
    }
  }

  @Test func `a count that a process did not finish is finished by the next one`() async throws {
    try await TestSystem.run(at: "2027-12-20T09:00:00+07:00") { system in
      let report = try await system.report(
        SampleFinding(
          foundAt: "2027-12-20T08:00:00+07:00", product: "tahu", substance: "formalin",
          places: [.init("found", "17.02", "market")]),
        by: "pom-rejang-lebong")
      try await system.settle()
      let table = try await bring([try Self.table(2028, ["2028-06-01"])], to: system)
      try await system.stop(.liaison)
      // As if it had ended before it came to this task.
      let queue = try DatabaseQueue(path: system.directory.database(of: .liaison))
      try await queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO recount SELECT 1, x'', zeroblob(16), log, epoch, ? FROM log_cursor
            WHERE source = 'registry'
            """, arguments: [Int64(table.position.sequence)])
        try database.execute(sql: "UPDATE task SET provisional = 1")
      }
      try queue.close()
      try await system.start(.liaison)
      try await system.settle()
      let task = try #require(try await system.tasks(of: report.id).first)
      #expect(try await notes(of: task, in: system) == [nil, "holiday-table", "holiday-table"])
      #expect(!task.provisional)
    }
  }

  private func notes(of task: TaskView, in system: TestSystem) async throws -> [String?] {
    let shown = try await system.query(ShowTask(task: task.task.description))
    return shown.history.map(\.note)
  }

  @Test func `a file may come again and changes nothing, a former table comes back`() async throws {
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      let facts = [
        Self.newRegion, Self.newPemda, Self.newArea, try Self.table(2028, ["2028-01-03"]),
      ]
      let first = try await bring(facts, to: system)
      #expect((first.facts, first.known) == (4, 0))
      let again = try await bring(facts, to: system)
      #expect((again.facts, again.known) == (0, 4))
      // Between them and after them stands what they were answered, and nothing else.
      #expect(again.position.sequence == first.position.sequence + 1)
      #expect(try await system.status(.registry).head == first.position.sequence + 2)

      let other = [try Self.table(2028, ["2028-01-04"])]
      #expect(try await bring(other, to: system).facts == 1)
      let back = try await bring(facts, to: system)
      #expect((back.facts, back.known) == (1, 3))
    }
  }

  @Test func `one fact that is refused keeps all of them out`() async throws {
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      let head = try await system.status(.registry).head
      let facts = [
        Self.newRegion, Self.newPemda, try Self.table(2028, ["2028-01-03", "2027-12-31"]),
      ]
      let refusal = try await #require(throws: Refusal.self) {
        try await bring(facts, to: system)
      }
      #expect(refusal.field == "[2].calendar.holidays[1].date")
      #expect(refusal.rule == "date-not-in-year")
      #expect(try await system.status(.registry).head == head)
      // The same is whole without the fault: nothing of the first try has stayed.
      let whole = Array(facts.dropLast()) + [try Self.table(2028, ["2028-01-03"])]
      #expect(try await bring(whole, to: system).facts == 3)
    }
  }

  @Test func `a Pemda recorded after a finding, from before it, lacks no task of it`()
    async throws
  {
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      try await bring([Self.newRegion, Self.newArea], to: system)
      var finding = SampleFinding(
        foundAt: "2026-04-02T10:00:00+09:00", product: "tahu", substance: "formalin",
        places: [.init("found", "93.99", "market")])
      let report = try await system.report(finding, by: "pom-merauke")
      try await system.settle()
      #expect(try await system.tasks(of: report.id).isEmpty)

      try await bring([Self.newPemda], to: system)
      for service in ServiceName.allCases.reversed() { try await system.stop(service) }
      #expect(try await system.verify() == [])

      // What is decided from then on gives it its task.
      try await system.startAll()
      finding.kilograms = 9
      try await system.amend(report.id, to: finding, by: "pom-merauke")
      try await system.settle()
      #expect(try await system.tasks(of: report.id).map(\.unit) == [Self.pemda])
    }
  }
}
