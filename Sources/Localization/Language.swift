/// The languages in which a person reads Terpadu. Indonesian is the default.
public enum Language: String, Codable, Sendable, CaseIterable {
  /// Bahasa Indonesia.
  case id
  case en
}
