/// A name in Indonesian and in English.
public struct BilingualText: Hashable, Codable, Sendable {
  public var id: String
  public var en: String

  public init(id: String, en: String) {
    self.id = id
    self.en = en
  }
}
