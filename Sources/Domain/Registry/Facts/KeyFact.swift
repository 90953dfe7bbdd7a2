/// A unit's connections are known by a CURVE public key.
package struct KeyFact: Hashable, Codable, Sendable {
  package var unit: UnitID
  /// 32 bytes as 64 lower-case hexadecimal digits.
  package var publicKey: String
  /// From then on this key, and no earlier one, is the unit's.
  package var from: Timestamp
  package var certainty: Certainty
  package var source: String

  package init(
    unit: UnitID, publicKey: String, from: Timestamp, certainty: Certainty, source: String
  ) {
    self.unit = unit
    self.publicKey = publicKey
    self.from = from
    self.certainty = certainty
    self.source = source
  }
}

extension KeyFact {
  /// The bytes that hexadecimal digits, checked before, stand for.
  static func bytes(ofDigits digits: String) -> [UInt8] {
    let values = digits.utf8.map { $0 <= 57 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
