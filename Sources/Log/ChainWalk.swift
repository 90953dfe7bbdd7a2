import Domain
import Events
import Security

/// The walk along the chain, record by record.
struct ChainWalk {
  private let identity: LogIdentity
  /// The last row that was examined, readable or not.
  private(set) var row: Int64 = 0
  private var epoch: UInt64 = 1
  /// `nil` behind a record whose hash is not known to be right.
  private var previousHash: Digest32? = .zero

  init(identity: LogIdentity) { self.identity = identity }

  mutating func examine(_ stored: StoredRow, into report: inout VerifyReport) {
    let number = UInt64(clamping: stored.sequence)
    if stored.sequence != row + 1 {
      report.add(.gap, number, "follows number \(row)")
      previousHash = nil
    }
    row = stored.sequence
    report.recordCount += 1
    let header: RecordHeader
    do throws(RecordError) {
      header = try RecordHeader(bytes: stored.header)
    } catch {
      report.add(.header, number, "\(error)")
      previousHash = nil
      return
    }
    check(header, stored, number, &report)
    let record = Record(header: header, payload: stored.payload)
    if !record.hasValidHash() { report.add(.hash, number, "the bytes were changed") }
    if let previousHash, header.previousHash != previousHash {
      report.add(.chain, number, "does not carry the hash of the record before")
    }
    previousHash = header.hash
    report.head = LogHead(
      log: identity.log, epoch: identity.epoch, sequence: number, hash: header.hash)
  }

  private mutating func check(
    _ header: RecordHeader, _ stored: StoredRow, _ number: UInt64, _ report: inout VerifyReport
  ) {
    if header.log != identity.log { report.add(.log, number, "is of log \(header.log)") }
    if header.epoch < epoch || header.epoch > identity.epoch {
      report.add(.epoch, number, "epoch \(header.epoch) after \(epoch) of \(identity.epoch)")
    }
    epoch = max(epoch, header.epoch)
    let flags: RecordFlags = identity.isExercise ? .exercise : []
    if header.flags.intersection(.exercise) != flags {
      report.add(.exercise, number, "an exercise and real data in one log")
    }
    if header.sequence != number || header.subject != stored.subject {
      report.add(.column, number, "the header says number \(header.sequence), \(header.subject)")
    }
    if !header.flags.isDisjoint(with: .transport) {
      report.add(.header, number, "transport flags are stored")
    }
  }
}
