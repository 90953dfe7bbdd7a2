/// The identifier of a substance: `formalin`, `rhodamin-b`. An open set.
public struct SubstanceID: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// What a finding carries while nobody knows what the substance is.
  public static let unknown = SubstanceID("unknown")

  public static func < (left: SubstanceID, right: SubstanceID) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension SubstanceID: Codable, CustomStringConvertible {
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  public var description: String { rawValue }
}
