public import Domain

/// Timers that are due and not carried out.
public struct DueTimers: Hashable, Sendable {
  public var count: Int
  /// When the first of them fell due; `nil` when there is none.
  public var since: Timestamp?

  public init(count: Int = 0, since: Timestamp? = nil) {
    self.count = count
    self.since = since
  }

  init(_ statements: StatementCache, at time: Timestamp) throws {
    let query = try statements.statement(
      "SELECT count(*), min(due_at) FROM log_timer WHERE due_at <= ?")
    defer { query.reset() }
    try query.bind(1, time.milliseconds)
    guard try query.row(), query.integer(0) > 0 else {
      self.init()
      return
    }
    self.init(
      count: Int(query.integer(0)), since: Timestamp(milliseconds: query.integer(1)))
  }
}
