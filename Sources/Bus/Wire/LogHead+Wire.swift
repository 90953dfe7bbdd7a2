import Domain
import Events
package import Log
import Security

extension LogHead {
  static let wireByteCount = 72

  /// Decodes the head of a heartbeat, replay answer or refusal (WP 3.4).
  /// - Throws: `length`, `magic`, `version`, or `field` for a zero log, epoch 0, numbers over 2^63-1,
  ///   or an empty log with a hash.
  package init(wireFrame frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: LogHead.wireByteCount)
    try reader.magic("TPH")
    _ = reader.uint32()
    let log = LogID(bytes: reader.uuid())
    let epoch = reader.uint64()
    let sequence = reader.uint64()
    let hash = Digest32(reader.bytes(32))
    guard log.bytes != .zero, epoch > 0, sequence > 0 || hash == .zero else { throw .field }
    guard epoch <= UInt64(Int64.max), sequence <= UInt64(Int64.max) else { throw .field }
    self.init(log: log, epoch: epoch, sequence: sequence, hash: hash)
  }

  package var wireFrame: [UInt8] {
    var writer = WireWriter(capacity: LogHead.wireByteCount)
    writer.magic("TPH")
    writer.uint32(0)
    writer.uuid(log.bytes)
    writer.uint64(epoch)
    writer.uint64(sequence)
    writer.bytes(hash.array)
    return writer.bytes
  }

  /// The two frames of a heartbeat.
  package var heartbeatFrames: [[UInt8]] { [log.controlTopic, wireFrame] }
}
