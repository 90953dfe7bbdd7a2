/// Why bytes are not a record's header.
public enum RecordError: Error, Hashable, Sendable {
  /// Not exactly `RecordHeader.byteCount` bytes.
  case length(Int)
  /// The first three bytes are not `TPD`.
  case magic
  /// A version of the format that this program does not know.
  case version(UInt8)
  /// Epochs and sequences start at 1.
  case zeroPosition
  /// Epochs and sequences are limited to `Int64.max`, which is what the log's file can hold.
  case positionOverflow
}
