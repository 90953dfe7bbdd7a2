/// A region was renumbered, split off or renamed (pemekaran and the like).
///
/// The new region's `RegionFact` comes first. Applying the change closes the old code or name at
/// `from` and lets the new one begin there.
public struct RegionChangeFact: Hashable, Codable, Sendable {
  public var kind: RegionChangeKind
  public var oldCode: RegionCode
  public var newCode: RegionCode
  /// The name until `from`.
  public var oldName: String
  /// The name since `from`.
  public var newName: String
  /// When the new code or name came into force.
  public var from: Timestamp
  /// The regulation that issued the code or name.
  public var regulation: String
  /// The law that made the change; empty when the regulation alone did.
  public var law: String
  public var certainty: Certainty
  public var source: String

  public init(
    kind: RegionChangeKind, oldCode: RegionCode, newCode: RegionCode, oldName: String,
    newName: String, from: Timestamp, regulation: String, law: String, certainty: Certainty,
    source: String
  ) {
    self.kind = kind
    self.oldCode = oldCode
    self.newCode = newCode
    self.oldName = oldName
    self.newName = newName
    self.from = from
    self.regulation = regulation
    self.law = law
    self.certainty = certainty
    self.source = source
  }
}
