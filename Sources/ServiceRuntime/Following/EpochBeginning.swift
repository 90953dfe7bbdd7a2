import Domain
import Events
import Log
import Security

/// Begins the epoch of a log that came back from a backup, in the transaction of the first start.
/// Doing it again changes nothing.
struct EpochBeginning {
  let context: Context

  /// - Parameter mark: what `restore` left, if the file was put back since the last start.
  func run(_ mark: RestoreMark?) throws {
    for (source, epoch) in mark?.accepted ?? [:] {
      guard var cursor = try context.transaction.cursor(of: source), cursor.epoch < epoch
      else { continue }
      cursor.epoch = epoch
      try context.transaction.setCursor(cursor, of: source)
    }
    let head = context.transaction.head
    guard let last = try context.transaction.lastRecordEpoch(), last < head.epoch else { return }
    try context.append(
      LogRestored(
        epoch: head.epoch, previous: last, last: head.sequence, hash: head.hash.description),
      subject: .zero)
  }
}
