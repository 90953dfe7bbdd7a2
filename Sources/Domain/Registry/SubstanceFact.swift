/// A substance that is misused in food, with the words under which people know it.
public struct SubstanceFact: Hashable, Codable, Sendable {
  public var id: SubstanceID
  public var name: BilingualText
  /// The CAS number with a valid check digit; `nil` where the identity is not sure.
  public var cas: String?
  /// CAS numbers of its salts, bases and markers, which lead to this substance too.
  public var relatedCAS: [String]
  /// Other names and street names.
  public var synonyms: [String]
  public var family: HazardFamily
  public var foods: [String]
  public var rapidTest: String
  public var confirmatoryTest: String
  public var hazard: String
  /// The lists on which it stands: `bahan-dilarang-BTP`, `zat-warna-dilarang-1985`, `B2`,
  /// `tim-terpadu`, `lain`.
  public var lists: [String]
  public var certainty: Certainty
  public var source: String

  public init(
    id: SubstanceID, name: BilingualText, cas: String? = nil, relatedCAS: [String] = [],
    synonyms: [String] = [], family: HazardFamily, foods: [String] = [], rapidTest: String = "",
    confirmatoryTest: String = "", hazard: String = "", lists: [String] = [],
    certainty: Certainty, source: String
  ) {
    self.id = id
    self.name = name
    self.cas = cas
    self.relatedCAS = relatedCAS
    self.synonyms = synonyms
    self.family = family
    self.foods = foods
    self.rapidTest = rapidTest
    self.confirmatoryTest = confirmatoryTest
    self.hazard = hazard
    self.lists = lists
    self.certainty = certainty
    self.source = source
  }
}
