import Bus
import Domain
import Events
import GRDB
import Log
import ServiceRuntime
import Synchronization
import TestSupport
import Testing

/// A fault in a service's program or disk: who asked is told a reference, and not what the program
/// says.
struct InternalFaultTests {
  /// A registry whose queries fail as a database does.
  private final class Broken: ServiceLogic {
    private let base = TestSystem.logic(of: .registry)()
    private let faults: Faults

    init(_ faults: Faults) { self.faults = faults }

    var name: ServiceName { base.name }
    var migrations: [Migration] { base.migrations }
    var access: AccessList { base.access }
    var tables: [String] { base.tables }
    var mirrors: [ServiceName: [String]] { base.mirrors }

    func load(from database: Database) throws { try base.load(from: database) }

    func registry(in context: Context) throws -> RegistryState {
      try base.registry(in: context)
    }

    func execute(_ request: Request, in context: Context) throws -> any Encodable {
      try base.execute(request, in: context)
    }

    var queries: any ServiceQueries { BrokenQueries(base: base.queries, faults: faults) }

    func apply(_ record: FollowedRecord, in context: Context) throws {
      try base.apply(record, in: context)
    }

    func evolve(_ record: OwnRecord, in tables: Tables) throws {
      try base.evolve(record, in: tables)
    }

    func evolve(_ record: FollowedRecord, in tables: Tables) throws {
      try base.evolve(record, in: tables)
    }

    func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
      try base.quarantined(record, error: error, in: context)
    }
  }

  /// With what the queries fail, one after the other.
  private final class Faults: Sendable {
    private let left: Mutex<[any Error]>

    init(_ faults: [any Error]) { left = Mutex(faults) }

    func next() throws {
      if let fault = left.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { throw fault }
    }
  }

  private struct BrokenQueries: ServiceQueries {
    let base: any ServiceQueries
    let faults: Faults

    func registry(in query: QueryContext) throws -> RegistryState {
      try base.registry(in: query)
    }

    func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
      try faults.next()
      return try base.answer(request, in: query)
    }
  }

  @Test func `a unit gets a reference and no SQL, the local operator gets both`() async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let fault = TestFault("no such column in SELECT secret FROM task")
      await system.replace(.registry) { Broken(Faults([fault, fault, fault])) }
    } _: { system in
      func ask(_ unit: UnitID?) async throws -> Refusal {
        try await refused {
          _ = try await system.query(ShowCoverage(region: "17.02"), as: unit)
        }
      }
      let told = try await ask("pemda-17.02")
      #expect(told.code == .internal)
      #expect(told.rule == "internal")
      #expect(Array(told.parameters.keys) == ["reference"])
      #expect(told.parameters["reference"]?.isEmpty == false)
      #expect(try await ask("pemda-17.02").parameters != told.parameters)
      let shown = try await ask(nil)
      #expect(shown.parameters["error"]?.contains("secret") == true)
    }
  }

  @Test func `a query that the disk does not let read is refused, and answered when asked again`()
    async throws
  {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let fault = DatabaseError(resultCode: .SQLITE_IOERR, message: "disk I/O error at secret")
      await system.replace(.registry) { Broken(Faults([fault, fault])) }
    } _: { system in
      func ask(_ unit: UnitID?) async throws -> WhoCoversAnswer {
        try await system.query(ShowCoverage(region: "17.02"), as: unit)
      }
      let told = try await refused { try await ask("pemda-17.02") }
      #expect(told.code == .unavailable)
      #expect(told.rule == "reading-failed")
      #expect(Array(told.parameters.keys) == ["reference"])
      let shown = try await refused { try await ask(nil) }
      #expect(shown.code == .unavailable)
      #expect(shown.parameters["error"]?.contains("disk I/O error") == true)
      #expect(try await ask("pemda-17.02").owner == "pom-rejang-lebong")
    }
  }

  /// A gateway serves others: without saying for whom, it may nothing.
  @Test func `whoever is no command line acts for somebody or for nobody`() async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let door = system.directory.address(of: .liaison).door
      func ask(_ actor: Actor) async throws -> TaskListAnswer {
        try await system.client.ask(RequestHead(ListTasks(), by: actor), at: door)
      }
      #expect(try await ask(Actor(via: .cli)).tasks.isEmpty)
      #expect(try await ask(Actor(unit: "pemda-17.02", via: .gateway)).tasks.isEmpty)
      let refusal = try await refused { try await ask(Actor(via: .gateway)) }
      #expect(refusal.rule == "no-unit")
      let actor = Actor(unit: "pemda-17.02", via: .gateway)
      for head in [
        try RequestHead(ShowStatus(), by: actor), try RequestHead(ListQuarantine(), by: actor),
        try RequestHead(ListMissing(), by: actor),
      ] {
        let kept = try await refused { _ = try await system.client.askBytes(head, at: door) }
        #expect(kept.rule == "operators-only")
      }
    }
  }
}
