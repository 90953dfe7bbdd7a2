/// A region was renumbered, split off or renamed (pemekaran and the like).
///
/// The new region's `RegionFact` comes first. Applying the change closes the old code or name at
/// `from` and lets the new one begin there.
package struct RegionChangeFact: Hashable, Codable, Sendable {
  package var kind: RegionChangeKind
  package var oldCode: RegionCode
  package var newCode: RegionCode
  /// The name until `from`.
  package var oldName: String
  /// The name since `from`.
  package var newName: String
  /// When the new code or name came into force.
  package var from: Timestamp
  /// The regulation that issued the code or name.
  package var regulation: String
  /// The law that made the change; empty when the regulation alone did.
  package var law: String
  package var certainty: Certainty
  package var source: String

  package init(
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

/// How a code or a name changed.
///
/// A closed set: whoever applied a change of an unknown kind by guesswork would route by the wrong
/// codes. Such a record waits in quarantine, and what is routed by its regions with it.
package enum RegionChangeKind: String, Codable, Sendable, CaseIterable {
  /// The same regency or city continues under another code.
  case renumber
  /// A new province was split off; the old one goes on under its code.
  case provinceSplit = "province-split"
  /// The same code has another name.
  case rename
}
