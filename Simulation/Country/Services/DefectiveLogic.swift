import Bus
import Domain
import Events
import GRDB
import Log
import ServiceRuntime

/// A service whose program fails on some records, after their effect, so that all of it must be
/// undone.
class DefectiveLogic: ServiceLogic {
  fileprivate let base: any ServiceLogic
  private let fails: (FollowedRecord) -> Bool

  init(_ base: any ServiceLogic, failsOn fails: @escaping (FollowedRecord) -> Bool) {
    self.base = base
    self.fails = fails
  }

  var name: ServiceName { base.name }
  var migrations: [Migration] { base.migrations }
  var access: AccessList { base.access }
  var tables: [String] { base.tables }
  var mirrors: [ServiceName: [String]] { base.mirrors }

  func load(from database: Database) throws { try base.load(from: database) }
  func start(in context: Context) throws { try base.start(in: context) }

  func registry(in context: Context) throws -> RegistryState {
    try base.registry(in: context)
  }

  func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try base.execute(request, in: context)
  }

  var queries: any ServiceQueries { base.queries }

  func apply(_ record: FollowedRecord, in context: Context) throws {
    try base.apply(record, in: context)
    if fails(record) { throw SimulationError("a defect in \(name.rawValue)") }
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

  func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    try base.linkStopped(stop, in: context)
  }

  func timerFailed(_ failure: TimerFailed, in context: Context) throws {
    try base.timerFailed(failure, in: context)
  }

  func fire(_ timer: LogTimer, in context: Context) throws { try base.fire(timer, in: context) }
}

/// The same for the service that keeps the mailboxes.
final class DefectiveKeeper: DefectiveLogic, MailboxKeeper {
  private let keeper: any MailboxKeeper

  init(_ keeper: any MailboxKeeper, failsOn fails: @escaping (FollowedRecord) -> Bool) {
    self.keeper = keeper
    super.init(keeper, failsOn: fails)
  }

  func mailboxes(reader: LogReader, write: @escaping MailboxWrite) -> any MailboxSource {
    keeper.mailboxes(reader: reader, write: write)
  }
}
