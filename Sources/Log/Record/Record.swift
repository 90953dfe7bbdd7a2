package import Domain
package import Events
import Synchronization

/// A record of a log: its header and, byte for byte, its payload. A class, so that it travels
/// between threads and through arrays without being copied.
package final class Record: Sendable {
  /// The largest payload that a log takes and a follower accepts.
  package static let payloadBytesMax = 256 * 1024

  package let header: RecordHeader
  package let payload: [UInt8]

  /// Of header and payload.
  package var byteCount: Int { header.byteCount + payload.count }

  /// Found once to be right: the bus and the log both ask, and the record never changes.
  private let isKnownValid: Atomic<Bool>

  /// Puts together what came in; nothing is checked.
  package init(header: RecordHeader, payload: [UInt8]) {
    self.header = header
    self.payload = payload
    isKnownValid = Atomic(false)
  }

  /// Whether the own hash in the header is the hash of this header and payload.
  package func hasValidHash() -> Bool {
    if isKnownValid.load(ordering: .relaxed) { return true }
    let isValid = payload.withUnsafeBytes { header.computedHash(of: $0) } == header.hash
    if isValid { isKnownValid.store(true, ordering: .relaxed) }
    return isValid
  }
}

/// What a service appends; number, time and chain are the log's.
package struct NewRecord: Sendable {
  package var typeCode: UInt32
  /// The lowest version of a reader that may apply the record.
  package var minReader: UInt32
  /// The root subject; zero for none.
  package var subject: UUIDBytes
  /// The identifier of the event; zero: it has none.
  package var event: UUIDBytes
  /// The positions on which it rests, at most `RecordHeader.causesMax`.
  package var causes: [LogPosition]
  /// At most `Record.payloadBytesMax` bytes.
  package var payload: [UInt8]

  package init(
    typeCode: UInt32, minReader: UInt32 = 1, subject: UUIDBytes, event: UUIDBytes = .zero,
    causes: [LogPosition] = [], payload: [UInt8]
  ) {
    self.typeCode = typeCode
    self.minReader = minReader
    self.subject = subject
    self.event = event
    self.causes = causes
    self.payload = payload
  }
}

/// Why bytes are not a record's header.
package enum RecordError: Error, Hashable, Sendable {
  /// Not as many bytes as a header with its causes has, or too many causes.
  case length(Int)
  /// The first three bytes are not `TPD`.
  case magic
  /// A version of the format that this program does not know.
  case version(UInt8)
  /// Epochs and sequences start at 1; a cause may be the place before a log's first record.
  case zeroPosition
  /// Epochs and sequences are limited to `Int64.max`, which is what the log's file can hold.
  case positionOverflow
}

/// Where the records of a log can be read. All members may be called from any thread, and block on
/// the disk.
package protocol RecordSource: Sendable {
  func head() throws -> LogHead

  /// The records from number `sequence + 1` on, in order, at most `maxRecords` and at most
  /// `maxBytes` of headers and payloads together; but at least one, if there is one, whatever its
  /// size. Empty at the head.
  func read(after sequence: UInt64, maxRecords: Int, maxBytes: Int) throws -> [Record]
}
