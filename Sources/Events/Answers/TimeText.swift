public import Domain

/// An instant as people read it in answers: RFC 3339 with the offset of a zone.
public struct TimeText: Hashable, Codable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ time: Timestamp, in zone: IndonesianZone = .wib) {
    description = time.rfc3339(in: zone)
  }

  public init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The instant; `nil` when another program wrote something else.
  public var timestamp: Timestamp? { Timestamp(rfc3339: description) }
}
