import Domain
import Events
package import Log
import Security

/// Asks a log's owner for the records after a position (WP 5.1).
package struct ReplayRequest: Hashable, Sendable {
  static let byteCount = 72

  /// The follower's position; `nil` for one that never heard of the log.
  package var position: LogCursor?
  /// 1 to 256.
  package var maxRecords: Int
  /// Headers and payloads, 1 to 262,144; a single record may be larger.
  package var maxBytes: Int

  package init(
    position: LogCursor?, maxRecords: Int = WireLimits.replayRecordsMax,
    maxBytes: Int = WireLimits.replayRecordBytesMax
  ) {
    self.position = position
    self.maxRecords = maxRecords
    self.maxBytes = maxBytes
  }

  /// - Throws: `length` or `field`: a credit out of range, or a position whose parts do not go
  ///   together.
  package init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: ReplayRequest.byteCount)
    let log = LogID(bytes: reader.uuid())
    let epoch = reader.uint64()
    let after = reader.uint64()
    let hash = Digest32(reader.bytes(32))
    maxRecords = Int(reader.uint32())
    maxBytes = Int(reader.uint32())
    guard (1...WireLimits.replayRecordsMax).contains(maxRecords),
      (1...WireLimits.replayRecordBytesMax).contains(maxBytes)
    else { throw .field }
    if log.bytes == .zero {
      guard epoch == 0, after == 0, hash == .zero else { throw .field }
      position = nil
    } else {
      guard epoch > 0, after > 0 || hash == .zero else { throw .field }
      position = LogCursor(log: log, epoch: epoch, sequence: after, hash: hash)
    }
  }

  package var frame: [UInt8] {
    var writer = WireWriter(capacity: ReplayRequest.byteCount)
    writer.uuid(position?.log.bytes ?? .zero)
    writer.uint64(position?.epoch ?? 0)
    writer.uint64(position?.sequence ?? 0)
    writer.bytes((position?.hash ?? .zero).array)
    writer.uint32(UInt32(maxRecords))
    writer.uint32(UInt32(maxBytes))
    return writer.bytes
  }
}
