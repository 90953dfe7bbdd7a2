/// The type of a facility's or product's permit: an open set, as types come and go with the law.
///
/// One that the registry does not know is accepted and flagged (`competence-unknown`), never lost.
public struct PermitType: RawRepresentable, Hashable, Comparable, Sendable {
  /// Lower case: `pirt`, `pt-b2`.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public init(_ rawValue: String) { self.rawValue = rawValue.lowercased() }

  /// Licences to make, import, distribute or sell hazardous substances (Permendag 44/2009 and its
  /// changes, 7/2022): whoever holds one is a B2 trader, whatever the facility is called.
  public static let b2Trade: Set<PermitType> = [
    PermitType("pt-b2"), PermitType("dt-b2"), PermitType("it-b2"), PermitType("ip-b2"),
    PermitType("p-b2"),
  ]

  public static func < (left: PermitType, right: PermitType) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension PermitType: Codable, CustomStringConvertible {
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  public var description: String { rawValue }
}
