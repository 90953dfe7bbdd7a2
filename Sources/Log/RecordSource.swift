/// Where the records of a log can be read. All members may be called from any thread, and block on
/// the disk.
public protocol RecordSource: Sendable {
  func head() throws -> LogHead

  /// The records from number `sequence + 1` on, in order, at most `maxRecords` and at most
  /// `maxBytes` of headers and payloads together; but at least one, if there is one, whatever its
  /// size. Empty at the head.
  func read(after sequence: UInt64, maxRecords: Int, maxBytes: Int) throws -> [Record]
}
