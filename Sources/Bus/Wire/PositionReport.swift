import Domain
import Events
package import Log
import Security

/// A follower tells a log's owner how far it has applied the log (WP 8).
package struct PositionReport: Hashable, Sendable {
  static let byteCount = 64

  /// The follower's name, at most 64 bytes.
  package var follower: String
  package var position: LogCursor

  package init(follower: String, position: LogCursor) {
    self.follower = follower
    self.position = position
  }

  /// Decodes the frames after the envelope.
  package init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard frames.count == 2, let name = frames.first, let fields = frames.dropFirst().first
    else { throw .frameCount }
    follower = try WireName.text(name)
    var reader = try WireReader(fields, count: PositionReport.byteCount)
    let log = LogID(bytes: reader.uuid())
    let epoch = reader.uint64()
    let sequence = reader.uint64()
    let hash = Digest32(reader.bytes(32))
    guard log.bytes != .zero, epoch > 0 else { throw .field }
    position = LogCursor(log: log, epoch: epoch, sequence: sequence, hash: hash)
  }

  /// The frames after the envelope.
  package var frames: [[UInt8]] {
    var writer = WireWriter(capacity: PositionReport.byteCount)
    writer.uuid(position.log.bytes)
    writer.uint64(position.epoch)
    writer.uint64(position.sequence)
    writer.bytes(position.hash.array)
    return [Array(follower.utf8), writer.bytes]
  }
}
