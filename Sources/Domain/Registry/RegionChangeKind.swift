/// How a code or a name changed.
public enum RegionChangeKind: String, Codable, Sendable, CaseIterable {
  /// The same regency or city continues under another code.
  case renumber
  /// A new province was split off; the old one goes on under its code.
  case provinceSplit = "province-split"
  /// The same code has another name.
  case rename
}
