import Domain
import Events
import Security

/// Identifiers in documents, options, events and files: what is taken is written the same way.
enum IdentifierTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard let text = String(validating: input, as: UTF8.self) else { return false }
    return try [regions, units, words, logs, uuids, digits].map { try $0(text) }.contains(true)
  }

  private static func regions(_ text: String) throws -> Bool {
    guard let region = RegionCode(text) else { return false }
    try hold(region.rawValue == text, "a region is its text")
    try hold(region.province.isProvince, "a province is one")
    try hold(RegionCode(region.province.rawValue) == region.province, "a province is a region")
    try hold(UnitID.pemda(region).pemdaRegion == region, "a Pemda knows its region")
    return true
  }

  private static func units(_ text: String) throws -> Bool {
    let unit = UnitID(text)
    if let region = unit.pemdaRegion {
      try hold(UnitID.pemda(region) == unit, "one Pemda a region")
    }
    return UnitID.isWellFormed(text)
  }

  private static func words(_ text: String) throws -> Bool {
    let permit = PermitType(text)
    try hold(PermitType(permit.rawValue) == permit, "a permit's type has one form")
    return CASNumber.isValid(text)
  }

  private static func logs(_ text: String) throws -> Bool {
    guard let log = LogID(base32: text) else { return false }
    try hold(log.base32 == text, "a log's id has one form")
    return true
  }

  private static func uuids(_ text: String) throws -> Bool {
    guard let id = ID<Finding>(text) else { return false }
    try hold(id.description == text.lowercased(), "a UUID is written in lower case")
    try hold(ID<Finding>(id.description) == id, "a UUID reads back")
    return true
  }

  private static func digits(_ text: String) throws -> Bool {
    guard let bytes = Hexadecimal.bytes(of: text) else { return false }
    try hold(Hexadecimal.text(of: bytes) == text.lowercased(), "digits are written in lower case")
    if let digest = Digest32(hexadecimal: text) {
      try hold(digest.description == text.lowercased(), "a digest reads back")
    }
    return true
  }
}
