package import Domain

/// An instant as people read it in answers: RFC 3339 with the offset of a zone.
package struct TimeText: Hashable, Codable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ time: Timestamp, in zone: IndonesianZone = .wib) {
    description = time.rfc3339(in: zone)
  }

  /// As another program wrote it.
  init(written text: String) { description = text }

  package init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The instant; `nil` when another program wrote something else.
  package var timestamp: Timestamp? { Timestamp(rfc3339: description) }
}
