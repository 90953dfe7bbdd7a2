import Domain
import Events
import Security

/// Identifiers that are computed from their cause.
enum DerivedID {
  /// Bytes 0-5 are those of the cause's identifier, so that what follows from an event sorts beside
  /// it; the rest is the hash of cause, key and count.
  static func make<Subject>(
    from cause: ID<AnyEvent>, key: String, count: UInt32
  ) -> ID<Subject> {
    var bytes = cause.bytes.array + Array(key.utf8) + [0]
    for shift in stride(from: 24, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
    }
    let digest = bytes.withUnsafeBytes { Hashing.blake2b256($0) }
    let milliseconds = cause.bytes.array.prefix(6).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return ID(
      at: Timestamp(milliseconds: milliseconds), entropy: Array(digest.array.prefix(10)))
  }
}

/// Carries a value that only the writer's thread touches into the writer's work.
///
/// - Note: `@unchecked Sendable`: the log's writer runs all work on its one thread, and nothing else
///   takes the value out.
struct WriterConfined<Value>: @unchecked Sendable {
  let value: Value
}
