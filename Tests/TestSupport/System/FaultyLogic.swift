public import Bus
public import Events
public import GRDB
public import Log
public import ServiceRuntime

/// A service that fails on some records, as a program with a defect does.
public final class FaultyLogic: ServiceLogic {
  private let base: any ServiceLogic
  private let fails: (FollowedRecord) -> Bool

  public init(_ base: any ServiceLogic, failsOn fails: @escaping (FollowedRecord) -> Bool) {
    self.base = base
    self.fails = fails
  }

  public var name: ServiceName { base.name }
  public var migrations: [Migration] { base.migrations }
  public var access: AccessList { base.access }

  public func load(from database: Database) throws { try base.load(from: database) }

  public func start(in context: Context) throws { try base.start(in: context) }

  public func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try base.execute(request, in: context)
  }

  public func answer(_ request: Request, in context: Context) throws -> any Encodable {
    try base.answer(request, in: context)
  }

  public func apply(_ record: FollowedRecord, in context: Context) throws {
    try base.apply(record, in: context)
    // After the effect, so that half of it must be taken back.
    if fails(record) { throw TestFault("a defect in \(name.rawValue)") }
  }

  public func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    try base.quarantined(record, error: error, in: context)
  }
  public func linkStopped(_ stop: LinkStopped, in context: Context) throws {
    try base.linkStopped(stop, in: context)
  }

  public func fire(_ timer: LogTimer, in context: Context) throws {
    try base.fire(timer, in: context)
  }
}
