package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime

/// A service that fails on some records, or lets timers stand, as a program with a defect does.
package final class FaultyLogic: ServiceLogic {
  private let base: any ServiceLogic
  private let fails: (FollowedRecord) -> Bool
  private let failsOnTimers: Bool
  private let leavesTimers: Bool

  package init(
    _ base: any ServiceLogic, failsOnTimers: Bool = false, leavesTimers: Bool = false,
    failsOn fails: @escaping (FollowedRecord) -> Bool = { _ in false }
  ) {
    self.base = base
    self.fails = fails
    self.failsOnTimers = failsOnTimers
    self.leavesTimers = leavesTimers
  }

  package var name: ServiceName { base.name }
  package var migrations: [Migration] { base.migrations }
  package var access: AccessList { base.access }
  package var tables: [String] { base.tables }
  package var mirrors: [ServiceName: [String]] { base.mirrors }

  package func load(from database: Database) throws { try base.load(from: database) }

  package func start(in context: Context) throws { try base.start(in: context) }

  package func registry(in context: Context) throws -> RegistryState {
    try base.registry(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try base.execute(request, in: context)
  }

  package var queries: any ServiceQueries { base.queries }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    try base.apply(record, in: context)
    // After the effect, so that half of it must be taken back.
    if fails(record) { throw TestFault("a defect in \(name.rawValue)") }
  }

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try base.evolve(record, in: tables)
  }

  package func evolve(_ record: FollowedRecord, in tables: Tables) throws {
    try base.evolve(record, in: tables)
  }

  package func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    try base.quarantined(record, error: error, in: context)
  }
  package func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    try base.linkStopped(stop, in: context)
  }

  package func timerFailed(_ failure: TimerFailed, in context: Context) throws {
    try base.timerFailed(failure, in: context)
  }

  package func fire(_ timer: LogTimer, in context: Context) throws {
    if !leavesTimers { try base.fire(timer, in: context) }
    if failsOnTimers { throw TestFault("a defect in \(name.rawValue)") }
  }
}
