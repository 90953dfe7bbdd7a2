/// A substance that is misused in food, with the words under which people know it.
package struct SubstanceFact: Hashable, Codable, Sendable {
  package var id: SubstanceID
  package var name: BilingualText
  /// The CAS number with a valid check digit; `nil` where the identity is not sure.
  package var cas: String?
  /// CAS numbers of its salts, bases and markers, which lead to this substance too.
  package var relatedCAS: [String]
  /// Other names and street names.
  package var synonyms: [String]
  package var family: HazardFamily
  package var foods: [String]
  package var rapidTest: String
  package var confirmatoryTest: String
  package var hazard: String
  /// The lists on which it stands: `bahan-dilarang-BTP`, `zat-warna-dilarang-1985`, `B2`,
  /// `tim-terpadu`, `lain`.
  package var lists: [String]
  package var certainty: Certainty
  package var source: String

  package init(
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

/// The identifier of a substance: `formalin`, `rhodamin-b`. An open set.
package struct SubstanceID: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ rawValue: String) { self.rawValue = rawValue }

  /// What a finding carries while nobody knows what the substance is.
  package static let unknown = SubstanceID("unknown")

  package static func < (left: SubstanceID, right: SubstanceID) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension SubstanceID: Codable, CustomStringConvertible {
  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  package var description: String { rawValue }
}

/// The form of a number of the Chemical Abstracts Service, such as `1303-96-4`.
package enum CASNumber {
  /// Whether `text` is two to seven digits, two digits and the check digit that belongs to them.
  package static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, (2...7).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts[2].utf8.count == 1,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return false }
    let digits = (parts[0] + parts[1]).utf8.reversed().map { Int($0 - 48) }
    let sum = digits.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    return String(sum % 10) == parts[2]
  }
}

/// Substances that a test cannot tell apart or that are handled alike: a boron test does not
/// distinguish boric acid from borax. An open set.
package struct HazardFamily: RawRepresentable, Hashable, Codable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let formaldehyde = HazardFamily(rawValue: "formaldehida")
  package static let boron = HazardFamily(rawValue: "senyawa-boron")
  package static let dye = HazardFamily(rawValue: "zat-warna")
  package static let prohibitedAdditive = HazardFamily(rawValue: "bahan-dilarang")
  package static let bleach = HazardFamily(rawValue: "pemutih")
  package static let veterinaryDrug = HazardFamily(rawValue: "obat-hewan")
  package static let adulterant = HazardFamily(rawValue: "pemalsu")
}

/// A name in Indonesian and in English.
package struct BilingualText: Hashable, Codable, Sendable {
  package var id: String
  package var en: String

  package init(id: String, en: String) {
    self.id = id
    self.en = en
  }
}
