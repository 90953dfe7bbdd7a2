import Bus
import Domain
import Events
import Log
import Security
import ServiceRuntime
import TestSupport
import Testing

/// A confidential finding whose group has a Pemda: what the units' doors show of its task, its messages
/// and its way.
struct ConfidentialRightsTests {
  private static let reporter: UnitID = "pom-rejang-lebong"
  private static let member: UnitID = "pemda-17.02"
  private static let outsider: UnitID = "pemda-17"

  private static var secret: SampleFinding {
    var finding = open
    finding.group = [member.rawValue, "pusat-inspektorat"]
    return finding
  }

  private static var open: SampleFinding {
    SampleFinding(
      foundAt: "2026-03-04T16:20:00+07:00", product: "kerupuk merah", substance: "rhodamin-b",
      places: [.init("found", "17.02", "market")])
  }

  /// One unit at the doors for units, over connections of its own.
  private struct Visitor {
    let system: TestSystem
    let client: TestClient
    let doors: [ServiceName: Endpoint]
    let keys: CurveKeyPair

    func ask<Content: ServiceRequest>(
      _ content: Content, of service: ServiceName? = nil, commandID: String? = nil
    ) async throws -> Content.Answer {
      let service = try #require(Content.service ?? service)
      let serverKey = try #require(
        try KeyStore.publicKey(named: service.rawValue, in: system.directory.keys))
      return try await client.ask(
        RequestHead(content, commandID: commandID), at: try #require(doors[service]),
        .curve(keys: keys, serverKey: serverKey))
    }

    func tasks(_ list: ListTasks = ListTasks()) async throws -> TaskListAnswer {
      try await ask(list)
    }

    /// What is refused of a query, without the value that was asked for.
    func refusal(
      _ query: some Query, of service: ServiceName? = nil
    ) async throws -> Refusal {
      var refusal = try await refused { _ = try await ask(query, of: service) }
      refusal.parameters["value"] = nil
      return refusal
    }

    @discardableResult
    func command<Content: Command>(
      _ content: Content, _ id: String
    ) async throws -> Content.Answer {
      try await ask(content, commandID: id)
    }
  }

  private static func run(
    _ test: (TestSystem, _ member: Visitor, _ outsider: Visitor) async throws -> Void
  ) async throws {
    let services: [ServiceName] = [.findings, .watch, .liaison, .notifier]
    let doors = Dictionary(
      uniqueKeysWithValues: try services.map {
        ($0, Endpoint.tcp(host: "127.0.0.1", port: try freePort()))
      })
    let (inside, outside) = (CurveKeyPair.make(), CurveKeyPair.make())
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      for (service, door) in doors { await system.adjust(service) { $0.unitDoors = [door] } }
    } _: { system in
      for (unit, keys) in [(member, inside), (outsider, outside)] {
        try await system.command(
          EnrolKey(unit: unit, publicKey: Hexadecimal.text(of: keys.publicKey)), as: nil)
      }
      try await system.settle()
      let clients = (try await TestClient(), try await TestClient())
      do {
        try await test(
          system, Visitor(system: system, client: clients.0, doors: doors, keys: inside),
          Visitor(system: system, client: clients.1, doors: doors, keys: outside))
      } catch {
        await clients.0.close()
        await clients.1.close()
        throw error
      }
      await clients.0.close()
      await clients.1.close()
    }
  }

  @Test func `a task is seen by the group alone, and a stranger learns nothing by asking`()
    async throws
  {
    try await Self.run { system, member, outsider in
      let told = try await system.report(Self.open, by: Self.reporter)
      let finding = try await system.report(Self.secret, by: Self.reporter)
      try await system.settle()
      let task = try #require(
        try await member.tasks(ListTasks(finding: finding.id)).tasks.first)
      #expect(try await member.tasks().tasks.count == 2)
      let shown = try await member.ask(ShowTask(task: task.number))
      #expect(shown.task == task.task)

      #expect(try await outsider.tasks().tasks.map(\.finding) == [told.id])
      let page = try await outsider.tasks(ListTasks(limit: 1))
      #expect(page.tasks.map(\.finding) == [told.id])
      #expect(page.next == nil)
      #expect(try await outsider.tasks(ListTasks(finding: finding.id)).tasks.isEmpty)
      let absent = "T-2026-999999"
      let hidden = try await outsider.refusal(ShowTask(task: task.number))
      #expect(try await outsider.refusal(ShowTask(task: absent)) == hidden)
      #expect(hidden.rule == "unknown-task")
      let behind = try await outsider.refusal(ListTasks(after: task.number))
      #expect(try await outsider.refusal(ListTasks(after: absent)) == behind)
      #expect(behind.rule == "unknown-task")
      let acted = try await refused {
        try await outsider.command(AcceptTask(task: task.number), "o-1")
      }
      #expect(acted.rule == "unknown-task")
    }
  }

  @Test func `the way of a finding and its messages are hidden from strangers`() async throws {
    try await Self.run { system, member, outsider in
      let finding = try await system.report(Self.secret, by: Self.reporter)
      try await system.settle()
      let absent = ID<Finding>(bytes: UUIDBytes(high: 0x019C_B8F0_0000_7000, low: 1 << 63))
      for service: ServiceName in [.findings, .watch, .liaison, .notifier] {
        let way = try await member.ask(TraceFinding(subject: finding.id), of: service)
        #expect(!way.hops.isEmpty)
        // Who else has read is nobody's but the reporter's, Pusat's and the operator's.
        #expect(Set(way.deliveries.map(\.unit)).isSubset(of: [Self.member]))
        let hidden = try await outsider.refusal(
          TraceFinding(subject: finding.id), of: service)
        let unknown = try await outsider.refusal(TraceFinding(subject: absent), of: service)
        #expect(hidden == unknown)
        #expect(hidden.rule == "unknown-finding")
        let status = try await outsider.refusal(ShowStatus(), of: service)
        #expect(status.rule == "operators-only")
      }
      let explained = try await outsider.refusal(ExplainFinding(finding: finding.number))
      #expect(
        try await outsider.refusal(ExplainFinding(finding: "F-2026-999999")) == explained)
      let message = try #require(try await system.inbox(Self.member).first)
      #expect(message.confidential?.contains(Self.member) == true)
      let acknowledged = try await refused {
        try await outsider.command(AcknowledgeMessage(message: message.number), "o-2")
      }
      #expect(acknowledged.rule == "unknown-message")
    }
  }

  @Test func `a confidential task stays in the group until the finding is opened`() async throws {
    try await Self.run { system, member, outsider in
      let finding = try await system.report(Self.secret, by: Self.reporter)
      try await system.settle()
      let task = try #require(try await member.tasks().tasks.first)
      let redirection = RedirectTask(task: task.number, to: Self.outsider, reason: "izin")
      let redirected = try await refused {
        try await member.command(redirection, "m-1")
      }
      #expect(redirected.rule == "outside-group")
      try await system.recordLaboratory(.positive, of: finding.id, by: Self.reporter)
      try await system.settle()
      #expect(try await system.inbox(Self.outsider).isEmpty)

      try await system.open(finding.id, by: Self.reporter)
      try await system.settle()
      #expect(try await outsider.tasks().tasks.map(\.number) == [task.number])
      let history = try await outsider.ask(ShowTask(task: task.number))
      #expect(history.history.map(\.note) == [nil, "finding-opened"])
      try await member.command(redirection, "m-2")
      try await system.settle()
      #expect(try await outsider.tasks(ListTasks(unit: Self.outsider)).tasks.count == 1)
    }
  }

  @Test func `a unit that the group newly names hears of the finding and of its task`() async throws
  {
    try await Self.run { system, _, outsider in
      let finding = try await system.report(Self.secret, by: Self.reporter)
      try await system.settle()
      #expect(try await outsider.tasks().tasks.isEmpty)
      var wider = Self.secret
      wider.group = (wider.group ?? []) + [Self.outsider.rawValue]
      try await system.amend(finding.id, to: wider, by: Self.reporter)
      try await system.settle()
      #expect(try await system.inbox(Self.outsider).map(\.kind) == [.alert])
      #expect(try await outsider.tasks().tasks.count == 1)
      #expect(try await system.inbox("pusat-deputi-3").isEmpty)
    }
  }

  @Test func `what a person causes says who, and what follows from it does not`() async throws {
    try await Self.run { system, member, _ in
      let finding = try await system.report(Self.open, by: Self.reporter)
      try await system.settle()
      let task = try #require(try await member.tasks().tasks.first)
      try await member.command(AcceptTask(task: task.number), "m-1")
      func actors(_ service: ServiceName) throws -> [Actor?] {
        struct Envelope: Decodable { var actor: Actor? }
        return try LogReader(path: system.directory.database(of: service))
          .records(subject: finding.id.bytes)
          .map { try EventCoding.decode(Envelope.self, from: $0.payload).actor }
      }
      #expect(try actors(.findings) == [Actor(unit: Self.reporter, via: .cli)])
      #expect(try actors(.watch).allSatisfy { $0 == nil })
      #expect(try actors(.liaison) == [nil, Actor(unit: Self.member, via: .link)])
    }
  }
}
