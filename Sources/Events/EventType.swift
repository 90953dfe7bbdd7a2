/// One entry of the event catalogue: the name that stands in the JSON and the code that stands in
/// the binary header.
public struct EventType: Hashable, Sendable {
  /// Lower case words with a dot, such as `finding.reported`.
  public let name: String
  /// Unique over all services; never reused.
  public let code: UInt32
  /// The lowest reader version that may apply a record of this type.
  public let minReader: UInt32
  /// The service in whose log the type appears; `nil` for types of every log.
  public let owner: ServiceName?

  public init(_ name: String, _ code: UInt32, owner: ServiceName?, minReader: UInt32 = 1) {
    self.name = name
    self.code = code
    self.minReader = minReader
    self.owner = owner
  }

  /// The reader version of this program. A record with a higher `minReader` goes to quarantine.
  public static let readerVersion: UInt32 = 1
}
