import Bus
import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime
import Synchronization
import TestSupport
import Testing

/// Queries are answered beside the writer, and see what their client has been told.
struct QueryTests {
  private let reporter: UnitID = "pom-rejang-lebong"

  @Test func `queries are answered and too large documents refused while the writer is busy`()
    async throws
  {
    let gate = WriterGate()
    try await TestSystem.run(
      at: "2026-09-06T08:00:00+07:00",
      prepare: { await $0.replace(.findings) { GatedLogic(gate) } },
      { system in
        let known = try await system.report(.lontong, by: reporter)
        gate.close()
        async let waiting = system.report(.lontong, by: reporter)
        try await eventually("the writer is at the gate") { gate.isReached }
        let list = try await system.query(ListFindings())
        #expect(list.findings.map(\.id) == [known.id])
        let view = try await system.query(ShowFinding(finding: known.number))
        #expect(view.history.count == 1)
        // The report, and what it was answered.
        #expect(try await system.status(.findings).head == known.position.sequence + 1)
        let trace = try await system.query(TraceFinding(subject: known.id), of: .findings)
        #expect(trace.hops.map(\.sequence) == [known.position.sequence])
        let quarantine = try await system.query(ListQuarantine(), of: .findings)
        #expect(quarantine.entries.isEmpty)
        let missing = try await system.query(ListMissing(), of: .findings)
        #expect(missing.entries.isEmpty)
        let refusal = await #expect(throws: Refusal.self) {
          try await system.command(
            ReportFinding(), as: reporter,
            document: Array(repeating: UInt8(ascii: " "), count: Request.documentBytesMax + 1))
        }
        #expect(refusal?.rule == "document-too-large")
        gate.open()
        _ = try await waiting
      })
  }

  @Test func `who got an answer reads at once what it brought about`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      for count in 1...20 {
        let finding = try await system.report(.lontong, by: reporter)
        let list = try await system.query(ListFindings(unit: reporter))
        #expect(list.findings.first?.id == finding.id)
        #expect(list.findings.count == count)
      }
      for month in 1...3 {
        let decree = "HK \(month)"
        try await system.designate(
          reporter, under: "pom-bengkulu", from: "2026-0\(month)-01T00:00:00+07:00",
          decree: decree)
        let coverage = try await system.query(ShowCoverage(region: "17.02"))
        #expect(coverage.decree == decree)
      }
    }
  }
}

/// Where the writer's thread waits.
private final class WriterGate: Sendable {
  private struct State {
    var isClosed = false
    var isReached = false
  }

  private let state = Mutex(State())

  var isReached: Bool { state.withLock { $0.isReached } }

  func close() { state.withLock { $0.isClosed = true } }

  func open() { state.withLock { $0.isClosed = false } }

  /// Blocks the calling thread while the gate is closed.
  func pass() throws {
    while state.withLock({ state in
      state.isReached = state.isReached || state.isClosed
      return state.isClosed
    }) {
      sched_yield()
    }
  }
}

/// Findings whose commands wait at a gate on the writer's thread.
private final class GatedLogic: ServiceLogic {
  private let base = TestSystem.logic(of: .findings)()
  private let gate: WriterGate

  init(_ gate: WriterGate) { self.gate = gate }

  var name: ServiceName { base.name }
  var migrations: [Migration] { base.migrations }
  var tables: [String] { base.tables }
  var mirrors: [ServiceName: [String]] { base.mirrors }

  func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try base.evolve(record, in: tables)
  }

  func evolve(_ record: FollowedRecord, in tables: Tables) throws {
    try base.evolve(record, in: tables)
  }

  var access: AccessList { base.access }
  var queries: any ServiceQueries { base.queries }

  func load(from database: Database) throws { try base.load(from: database) }

  func registry(in context: Context) throws -> RegistryState {
    try base.registry(in: context)
  }

  func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try gate.pass()
    return try base.execute(request, in: context)
  }

  func apply(_ record: FollowedRecord, in context: Context) throws {
    try base.apply(record, in: context)
  }

  func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    try base.quarantined(record, error: error, in: context)
  }
}
