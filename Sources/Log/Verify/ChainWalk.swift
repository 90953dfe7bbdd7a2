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
      report.add(.gap, number, "gap", ["previous": String(row)])
      previousHash = nil
    }
    row = stored.sequence
    report.recordCount += 1
    let header: RecordHeader
    do throws(RecordError) {
      header = try RecordHeader(bytes: stored.header)
    } catch {
      report.add(.header, number, "header", ["detail": "\(error)"])
      previousHash = nil
      return
    }
    let record = Record(header: header, payload: stored.payload)
    check(record, stored, number, &report)
    if !record.hasValidHash() { report.add(.hash, number) }
    if let previousHash, header.previousHash != previousHash {
      report.add(.chain, number)
    }
    previousHash = header.hash
    report.head = LogHead(
      log: identity.log, epoch: identity.epoch, sequence: number, hash: header.hash)
  }

  private mutating func check(
    _ record: Record, _ stored: StoredRow, _ number: UInt64, _ report: inout VerifyReport
  ) {
    let header = record.header
    if header.log != identity.log { report.add(.log, number, "log-id", ["log": header.log.base32]) }
    checkEpoch(of: record, number, &report)
    let flags: RecordFlags = identity.isExercise ? .exercise : []
    if header.flags.intersection(.exercise) != flags {
      report.add(.exercise, number)
    }
    if header.sequence != number || header.subject != stored.subject {
      report.add(
        .column, number, "column",
        ["sequence": String(header.sequence), "subject": "\(header.subject)"])
    }
    if !header.flags.isDisjoint(with: .transport) {
      report.add(.header, number, "header-transport")
    }
  }

  /// Epochs never go back nor beyond the file's own; a later one begins with the record that says so,
  /// and that record stands nowhere else.
  private mutating func checkEpoch(
    of record: Record, _ number: UInt64, _ report: inout VerifyReport
  ) {
    let header = record.header
    defer { epoch = max(epoch, header.epoch) }
    guard header.epoch >= epoch, header.epoch <= identity.epoch else {
      report.add(
        .epoch, number, "epoch",
        [
          "epoch": String(header.epoch), "previous": String(epoch),
          "last": String(identity.epoch),
        ])
      return
    }
    let isBeginning = header.epoch > epoch && number > 1
    guard isBeginning || header.typeCode == LogRestored.type.code else { return }
    let said =
      header.typeCode == LogRestored.type.code
      ? try? EventCoding.decode(Restoration.self, from: record.payload).data : nil
    guard isBeginning, let said, said.epoch == Int64(clamping: header.epoch),
      said.previous == Int64(clamping: epoch), said.last == Int64(clamping: number - 1),
      said.hash == header.previousHash.description
    else {
      report.add(
        .epoch, number, "epoch-beginning",
        ["epoch": String(header.epoch), "previous": String(epoch)])
      return
    }
  }

  /// The part of `log.restored` that the check reads, and nothing else of it, so that two checks need
  /// agree on few members. Its numbers may be any.
  private struct Restoration: Decodable {
    struct Content: Decodable {
      let epoch: Int64
      let previous: Int64
      let last: Int64
      let hash: String
    }

    let data: Content
  }
}
