import Events
import Security

/// Decides which records of a batch continue a position: a pure function.
struct ChainCheck {
  /// What is to be applied, in order.
  private(set) var fresh: [Record] = []
  private(set) var dropped = 0
  private(set) var stop: FollowStop?

  /// - Parameter cursor: `nil` if nothing is known of the log; then its first record must come.
  init(_ batch: [Record], after cursor: LogCursor?) {
    var running = cursor
    fresh.reserveCapacity(batch.count)
    for record in batch {
      switch ChainCheck.judge(record, after: running) {
      case .continues:
        fresh.append(record)
        running = LogCursor(record.header)
      case .seen:
        dropped += 1
      case .gap(let expected):
        stop = .gap(expected: expected, received: record.header.sequence)
        return
      case .fork(let reason):
        stop = .fork(LogFork(reason: reason, offered: record.header.position, cursor: running))
        fresh = []
        return
      }
    }
  }

  private enum Judgement {
    case continues
    case seen
    case gap(expected: UInt64)
    case fork(LogFork.Reason)
  }

  private static func judge(_ record: Record, after cursor: LogCursor?) -> Judgement {
    let header = record.header
    if let cursor {
      guard header.log == cursor.log else { return .fork(.log) }
      if header.sequence <= cursor.sequence {
        let isRewritten = header.sequence == cursor.sequence && header.hash != cursor.hash
        return isRewritten ? .fork(.rewritten) : .seen
      }
      guard header.epoch == cursor.epoch else { return .fork(.epoch) }
    }
    let expected = (cursor?.sequence ?? 0) + 1
    guard header.sequence == expected else { return .gap(expected: expected) }
    guard header.previousHash == cursor?.hash ?? .zero else { return .fork(.chain) }
    return record.hasValidHash() ? .continues : .fork(.hash)
  }
}
