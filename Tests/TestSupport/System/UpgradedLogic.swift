package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime
import Synchronization

/// A service of tomorrow: it knows further types of events, which mean nothing to it, and it writes
/// down in which order it applied the records of one log.
package final class UpgradedLogic: ServiceLogic {
  /// The records that were applied, in order.
  package final class Journal: Sendable {
    private let sequences = Mutex<[UInt64]>([])

    package init() {}

    package var applied: [UInt64] { sequences.withLock { $0 } }

    func add(_ sequence: UInt64) { sequences.withLock { $0.append(sequence) } }
  }

  private let base: any ServiceLogic
  private let source: ServiceName
  private let newTypes: Set<UInt32>
  private let journal: Journal

  package init(
    _ base: any ServiceLogic, knowing newTypes: Set<UInt32>, journal: Journal,
    of source: ServiceName
  ) {
    self.base = base
    self.newTypes = newTypes
    self.journal = journal
    self.source = source
  }

  package var name: ServiceName { base.name }
  package var migrations: [Migration] { base.migrations }
  package var access: AccessList { base.access }
  package var tables: [String] { base.tables }
  package var mirrors: [ServiceName: [String]] { base.mirrors }

  package func load(from database: Database) throws { try base.load(from: database) }

  package func registry(in context: Context) throws -> RegistryState {
    try base.registry(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try base.execute(request, in: context)
  }

  package var queries: any ServiceQueries { base.queries }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    if !newTypes.contains(record.record.header.typeCode) {
      try base.apply(record, in: context)
    }
    guard record.source == source else { return }
    let sequence = record.position.sequence
    context.transaction.onCommit { [journal] in journal.add(sequence) }
  }

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try base.evolve(record, in: tables)
  }

  package func evolve(_ record: FollowedRecord, in tables: Tables) throws {
    guard !newTypes.contains(record.record.header.typeCode) else { return }
    try base.evolve(record, in: tables)
  }

  package func fire(_ timer: LogTimer, in context: Context) throws {
    try base.fire(timer, in: context)
  }

  package func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    try base.linkStopped(stop, in: context)
  }

  package func timerFailed(_ failure: TimerFailed, in context: Context) throws {
    try base.timerFailed(failure, in: context)
  }

  package func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    try base.quarantined(record, error: error, in: context)
  }
}
