/// A unit's connections are known by a CURVE public key.
public struct KeyFact: Hashable, Codable, Sendable {
  public var unit: UnitID
  /// 32 bytes as 64 lower-case hexadecimal digits.
  public var publicKey: String
  /// From then on this key, and no earlier one, is the unit's.
  public var from: Timestamp
  public var certainty: Certainty
  public var source: String

  public init(
    unit: UnitID, publicKey: String, from: Timestamp, certainty: Certainty, source: String
  ) {
    self.unit = unit
    self.publicKey = publicKey
    self.from = from
    self.certainty = certainty
    self.source = source
  }
}
