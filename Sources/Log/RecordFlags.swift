/// The flags of a record's header. The upper half belongs to the transport: it is zero in the log
/// and not covered by the hash.
public struct RecordFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The record belongs to an exercise and never counts as real.
  public static let exercise = RecordFlags(rawValue: 1 << 0)
  /// Transport: the record comes from a replay and not from the live stream.
  public static let replay = RecordFlags(rawValue: 1 << 16)

  /// All bits that may differ between two copies of one record.
  public static let transport = RecordFlags(rawValue: 0xffff_0000)
}
