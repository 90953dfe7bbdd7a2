public import Domain

/// What a service appends; number, time and chain are the log's.
public struct NewRecord: Sendable {
  public var typeCode: UInt32
  /// The lowest version of a reader that may apply the record.
  public var minReader: UInt32
  /// The root subject; zero for none.
  public var subject: UUIDBytes
  /// At most `Record.payloadBytesMax` bytes.
  public var payload: [UInt8]

  public init(typeCode: UInt32, minReader: UInt32 = 1, subject: UUIDBytes, payload: [UInt8]) {
    self.typeCode = typeCode
    self.minReader = minReader
    self.subject = subject
    self.payload = payload
  }
}
