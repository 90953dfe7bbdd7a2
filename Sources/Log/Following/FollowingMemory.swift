/// What the tables of followed logs say, so that not every batch asks them. It is kept beside the writer
/// from one pass to the next, whose hands alone change these tables; what is undone, and what changes
/// them otherwise, makes it be read again.
struct FollowingMemory {
  var isAnythingHeld: Bool
  var cursors: [String: LogCursor]
  /// The epoch of the last record of each log, where it is not the first.
  var epochs: [String: UInt64]
  /// The logs that lack what was applied of them; one that lacks nothing any more may be among them.
  var incomplete: Set<String>
}

extension Transaction {
  /// What is remembered, and nothing is until it is given back: a pass that fails leaves nothing behind.
  func takeFollowingMemory(of sources: some Sequence<String>) throws -> FollowingMemory {
    if let memory = following {
      following = nil
      return memory
    }
    let missing = MissingTable(statements: statements)
    return FollowingMemory(
      isAnythingHeld: try !HeldTable(statements: statements).isEmpty(), cursors: try cursors(),
      epochs: try EpochTable(statements: statements).latest(),
      incomplete: Set(try sources.filter { try missing.isIncomplete($0) }))
  }
}
