import Events

/// What one service's program prints for `--verify`.
struct VerificationReport: Codable, Sendable {
  struct Fault: Codable, Sendable {
    var name: String
    var detail: String
  }

  /// The last record of a followed log that the service applied.
  struct Cursor: Codable, Sendable {
    var log: LogID
    var sequence: UInt64
    var hash: String
  }

  var service: ServiceName
  var log: LogID
  var head: UInt64
  var faults: [Fault]
  var cursors: [String: Cursor]
  /// The hashes of the records that were asked for, by sequence.
  var hashes: [String: String]?
}
