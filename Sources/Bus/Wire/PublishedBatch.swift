import Domain
import Events
package import Log
import Security

/// The records of one commit, or as many of them as one message takes (WP 3.3).
package struct PublishedBatch: Sendable {
  /// The last of the records.
  package let head: LogHead
  /// Whether the commit ends with this message.
  package let endsCommit: Bool
  /// Of one log and epoch, without a gap, at least one.
  package let records: [Record]

  /// - Parameter records: what ``part(of:)`` gave, at least one.
  package init(_ records: some Collection<Record>, endsCommit: Bool) {
    self.records = Array(records)
    self.endsCommit = endsCommit
    guard let last = self.records.last else { preconditionFailure("a batch has a record") }
    head = LogHead(last.header)
  }

  /// As many of a commit's records, from the first on, as one message takes; none when the first is
  /// over the limit of a payload.
  package static func part(of commit: ArraySlice<Record>) -> ArraySlice<Record> {
    var bytes = 0
    var count = 0
    for record in commit {
      let size = record.byteCount
      guard record.payload.count <= WireLimits.payloadBytesMax,
        count < WireLimits.replayRecordsMax,
        count == 0 || bytes + size <= WireLimits.replayRecordBytesMax
      else { break }
      count += 1
      bytes += size
    }
    return commit.prefix(count)
  }

  /// The three frames of the message.
  package var frames: [[UInt8]] {
    [head.log.topic, wireHead, RecordsFrame.pack(records, isReplay: false)]
  }

  private static let byteCount = 72
  private static let ends: UInt32 = 1

  private var wireHead: [UInt8] {
    var writer = WireWriter(capacity: PublishedBatch.byteCount)
    writer.magic("TPB")
    writer.uint32(endsCommit ? PublishedBatch.ends : 0)
    writer.uuid(head.log.bytes)
    writer.uint64(head.epoch)
    writer.uint64(head.sequence)
    writer.bytes(head.hash.array)
    return writer.bytes
  }

  /// Decodes the frames behind the topic. The records' own hashes are not checked here.
  /// - Throws: `length`, `magic`, `version`, `oversize`; `field` for records that are not of one log
  ///   and epoch and in a row, or for a head that is not the last of them.
  init(head frame: [UInt8], records packed: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: PublishedBatch.byteCount)
    try reader.magic("TPB")
    endsCommit = reader.uint32() & PublishedBatch.ends != 0
    records = try RecordsFrame.unpack(packed)
    guard let first = records.first, let last = records.last else { throw .length }
    head = LogHead(last.header)
    guard reader.uuid() == head.log.bytes, reader.uint64() == head.epoch,
      reader.uint64() == head.sequence, head.hash.array.elementsEqual(reader.bytes(32))
    else { throw .field }
    for (offset, record) in records.enumerated() {
      let header = record.header
      guard header.log == head.log, header.epoch == head.epoch,
        header.sequence == first.header.sequence + UInt64(offset)
      else { throw .field }
    }
  }
}
