public import Bus
public import Domain
public import Events
public import GRDB
public import Log
public import ServiceRuntime
import Synchronization

/// A service of tomorrow: it knows further types of events, which mean nothing to it, and it writes
/// down in which order it applied the records of one log.
public final class UpgradedLogic: ServiceLogic {
  /// The records that were applied, in order.
  public final class Journal: Sendable {
    private let sequences = Mutex<[UInt64]>([])

    public init() {}

    public var applied: [UInt64] { sequences.withLock { $0 } }

    func add(_ sequence: UInt64) { sequences.withLock { $0.append(sequence) } }
  }

  private let base: any ServiceLogic
  private let source: ServiceName
  private let newTypes: Set<UInt32>
  private let journal: Journal

  public init(
    _ base: any ServiceLogic, knowing newTypes: Set<UInt32>, journal: Journal,
    of source: ServiceName
  ) {
    self.base = base
    self.newTypes = newTypes
    self.journal = journal
    self.source = source
  }

  public var name: ServiceName { base.name }
  public var migrations: [Migration] { base.migrations }
  public var access: AccessList { base.access }

  public func load(from database: Database) throws { try base.load(from: database) }

  public func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try base.execute(request, in: context)
  }

  public func answer(_ request: Request, in context: Context) throws -> any Encodable {
    try base.answer(request, in: context)
  }

  public func apply(_ record: FollowedRecord, in context: Context) throws {
    if !newTypes.contains(record.record.header.typeCode) {
      try base.apply(record, in: context)
    }
    guard record.source == source else { return }
    let sequence = record.position.sequence
    context.transaction.onCommit { [journal] in journal.add(sequence) }
  }

  public func fire(_ timer: LogTimer, in context: Context) throws {
    try base.fire(timer, in: context)
  }

  public func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    try base.linkStopped(stop, in: context)
  }

  public func deliveries(
    of finding: ID<Finding>, in context: Context
  ) throws -> [TraceAnswer.Delivery] {
    try base.deliveries(of: finding, in: context)
  }

  public func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    try base.quarantined(record, error: error, in: context)
  }
}
