import Events
import Security

/// Decides which records of a batch continue a position: a pure function.
///
/// A position's epoch is that of the log which the follower accepts; the records up to it have that
/// epoch or an earlier one.
struct ChainCheck {
  /// What is to be applied, in order.
  private(set) var fresh: [Record] = []
  /// The position behind `fresh`; what it was before when that is empty.
  private(set) var cursor: LogCursor?
  private(set) var dropped = 0
  private(set) var stop: FollowStop?

  /// - Parameter cursor: `nil` if nothing is known of the log; then its first record must come.
  init(_ batch: [Record], after cursor: LogCursor?) {
    self.cursor = cursor
    var running = cursor
    fresh.reserveCapacity(batch.count)
    for record in batch {
      switch ChainCheck.judge(record, after: running, accepting: cursor?.epoch) {
      case .continues:
        fresh.append(record)
        running = LogCursor(record.header)
        running?.epoch = max(record.header.epoch, cursor?.epoch ?? 0)
      case .seen:
        dropped += 1
      case .gap(let expected):
        stop = .gap(expected: expected, received: record.header.sequence)
        self.cursor = running
        return
      case .fork(let reason):
        stop = .fork(LogFork(reason: reason, offered: record.header.position, cursor: running))
        fresh = []
        return
      }
    }
    self.cursor = running
  }

  private enum Judgement {
    case continues
    case seen
    case gap(expected: UInt64)
    case fork(LogFork.Reason)
  }

  private static func judge(
    _ record: Record, after cursor: LogCursor?, accepting epoch: UInt64?
  ) -> Judgement {
    let header = record.header
    if let cursor {
      guard header.log == cursor.log else { return .fork(.log) }
      if header.sequence <= cursor.sequence {
        let isRewritten = header.sequence == cursor.sequence && header.hash != cursor.hash
        return isRewritten ? .fork(.rewritten) : .seen
      }
      guard header.epoch <= epoch ?? .max else { return .fork(.epoch) }
    }
    let expected = (cursor?.sequence ?? 0) + 1
    guard header.sequence == expected else { return .gap(expected: expected) }
    guard header.previousHash == cursor?.hash ?? .zero else { return .fork(.chain) }
    return record.hasValidHash() ? .continues : .fork(.hash)
  }
}
