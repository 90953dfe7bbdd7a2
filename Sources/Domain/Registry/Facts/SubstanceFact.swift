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
  /// The lists on which it stands.
  package var lists: [SubstanceList]
  package var certainty: Certainty
  package var source: String

  package init(
    id: SubstanceID, name: BilingualText, cas: String? = nil, relatedCAS: [String] = [],
    synonyms: [String] = [], family: HazardFamily, foods: [String] = [], rapidTest: String = "",
    confirmatoryTest: String = "", hazard: String = "", lists: [SubstanceList] = [],
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
/// distinguish boric acid from borax.
package struct HazardFamily: OpenWord {
  package static let formaldehyde = Self(rawValue: "formaldehyde")
  package static let boron = Self(rawValue: "boron-compound")
  package static let dye = Self(rawValue: "dye")
  package static let prohibitedAdditive = Self(rawValue: "prohibited-additive")
  package static let bleach = Self(rawValue: "bleach")
  package static let veterinaryDrug = Self(rawValue: "veterinary-drug")
  package static let adulterant = Self(rawValue: "adulterant")

  package static let known: [Self] = [
    .formaldehyde, .boron, .dye, .prohibitedAdditive, .bleach, .veterinaryDrug, .adulterant,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// A list of substances that makes one hazardous before the law.
package struct SubstanceList: OpenWord {
  /// Bahan yang dilarang digunakan sebagai BTP (bahan tambahan pangan).
  package static let prohibitedAdditives = Self(rawValue: "prohibited-additives")
  /// Zat warna tertentu yang dinyatakan sebagai bahan berbahaya, 1985.
  package static let prohibitedDyes1985 = Self(rawValue: "prohibited-dyes-1985")
  /// Bahan berbahaya whose trade is licensed.
  package static let b2 = Self(rawValue: "b2")
  /// The substances of the integrated team (Tim Terpadu).
  package static let integratedTeam = Self(rawValue: "integrated-team")
  package static let other = Self(rawValue: "other")

  package static let known: [Self] = [
    .prohibitedAdditives, .prohibitedDyes1985, .b2, .integratedTeam, .other,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
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
