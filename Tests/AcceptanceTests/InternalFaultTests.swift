import Bus
import Domain
import Events
import GRDB
import Log
import ServiceRuntime
import TestSupport
import Testing

/// A fault in a service's program: who asked is told a reference, and not what the program says.
struct InternalFaultTests {
  /// A registry whose queries fail as a database does.
  private final class Broken: ServiceLogic {
    private let base = TestSystem.logic(of: .registry)()

    var name: ServiceName { base.name }
    var migrations: [Migration] { base.migrations }
    var access: AccessList { base.access }

    func load(from database: Database) throws { try base.load(from: database) }

    func registry(in context: Context) throws -> RegistryState {
      try base.registry(in: context)
    }

    func execute(_ request: Request, in context: Context) throws -> any Encodable {
      try base.execute(request, in: context)
    }

    var queries: any ServiceQueries { BrokenQueries(base: base.queries) }

    func apply(_ record: FollowedRecord, in context: Context) throws {
      try base.apply(record, in: context)
    }

    func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
      try base.quarantined(record, error: error, in: context)
    }
  }

  private struct BrokenQueries: ServiceQueries {
    let base: any ServiceQueries

    func registry(in query: QueryContext) throws -> RegistryState {
      try base.registry(in: query)
    }

    func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
      throw TestFault("no such column in SELECT secret FROM task")
    }
  }

  @Test func `a unit gets a reference and no SQL, the local operator gets both`() async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      await system.replace(.registry) { Broken() }
    } _: { system in
      func ask(_ unit: UnitID?) async throws -> Refusal {
        try await refused {
          let _: WhoCoversAnswer = try await system.query(
            .registry, .whoCovers, as: unit, ["region": "17.02"])
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

  /// A gateway serves others: without saying for whom, it may nothing.
  @Test func `whoever is no command line acts for somebody or for nobody`() async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let door = system.directory.address(of: .liaison).door
      func ask(_ actor: Actor) async throws -> TaskListAnswer {
        try await system.client.ask(RequestHead(.query, .listTasks, by: actor), at: door)
      }
      #expect(try await ask(Actor(via: .cli)).tasks.isEmpty)
      #expect(try await ask(Actor(unit: "pemda-17.02", via: .gateway)).tasks.isEmpty)
      let refusal = try await refused { try await ask(Actor(via: .gateway)) }
      #expect(refusal.rule == "no-unit")
      for name in [RequestName.status, .listQuarantine, .listMissing] {
        let kept = try await refused {
          let _: ServiceStatus = try await system.client.ask(
            RequestHead(.query, name, by: Actor(unit: "pemda-17.02", via: .gateway)), at: door)
        }
        #expect(kept.rule == "operators-only")
      }
    }
  }
}
