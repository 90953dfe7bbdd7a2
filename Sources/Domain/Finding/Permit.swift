/// The permit of the facility, or of its product, at a place.
package struct Permit: Hashable, Sendable {
  package var type: PermitType
  /// As it stands on the label or certificate, at most 100 characters; `nil` when it was not seen.
  package var number: String?

  package init(type: PermitType, number: String? = nil) {
    self.type = type
    self.number = number
  }
}

/// The type of a facility's or product's permit: an open set, as types come and go with the law.
///
/// One that the registry does not know is accepted and flagged (`competence-unknown`), never lost.
package struct PermitType: RawRepresentable, Hashable, Comparable, Sendable {
  /// Lower case: `pirt`, `pt-b2`.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ rawValue: String) { self.rawValue = rawValue.lowercased() }

  /// Licences to make, import, distribute or sell hazardous substances (Permendag 44/2009 and its
  /// changes, 7/2022): whoever holds one is a B2 trader, whatever the facility is called.
  package static let b2Trade: Set<PermitType> = [
    PermitType("pt-b2"), PermitType("dt-b2"), PermitType("it-b2"), PermitType("ip-b2"),
    PermitType("p-b2"),
  ]

  package static func < (left: PermitType, right: PermitType) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension PermitType: Codable, CustomStringConvertible {
  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  package var description: String { rawValue }
}
