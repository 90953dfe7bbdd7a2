/// The code of a province (`17`) or of a regency or city (`17.02`), as Kemendagri issues it.
///
/// A code is text: `32.10` is Majalengka, `32.1` is nothing. Being well formed does not mean that
/// the region exists: that is the registry's to say.
package struct RegionCode: Hashable, Comparable, Sendable {
  package let rawValue: String

  /// - Returns: `nil` unless `text` is two digits, or two digits, a dot and two digits.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    switch bytes.count {
    case 2 where bytes.allSatisfy(isDigit):
      break
    case 5 where bytes[2] == UInt8(ascii: "."):
      guard isDigit(bytes[0]), isDigit(bytes[1]), isDigit(bytes[3]), isDigit(bytes[4]) else {
        return nil
      }
    default:
      return nil
    }
    rawValue = text
  }

  init(unchecked: String) { rawValue = unchecked }

  package var isProvince: Bool { rawValue.utf8.count == 2 }

  /// The province in which this region lies; a province lies in itself.
  package var province: RegionCode {
    isProvince ? self : RegionCode(unchecked: String(rawValue.prefix(2)))
  }

  package static func < (left: RegionCode, right: RegionCode) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension RegionCode: Codable, CustomStringConvertible {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = RegionCode(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a region code: \(text)")
    }
    self = code
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  package var description: String { rawValue }
}
