/// A province, regency or city exists under a code and a name.
package struct RegionFact: Hashable, Codable, Sendable {
  package var code: RegionCode
  package var level: RegionLevel
  /// The official name, such as `Kabupaten Merauke`; for a province without the word `Provinsi`.
  package var name: String
  package var latitudeDegrees: Double
  package var longitudeDegrees: Double
  package var validity: Validity
  package var certainty: Certainty
  package var source: String

  package init(
    code: RegionCode, level: RegionLevel, name: String, latitudeDegrees: Double,
    longitudeDegrees: Double, validity: Validity = .always, certainty: Certainty, source: String
  ) {
    self.code = code
    self.level = level
    self.name = name
    self.latitudeDegrees = latitudeDegrees
    self.longitudeDegrees = longitudeDegrees
    self.validity = validity
    self.certainty = certainty
    self.source = source
  }
}

/// What a region is in the administration of the country: a province by its code, else a regency, a
/// city or what a later program calls it.
package struct RegionLevel: OpenWord {
  package static let province = Self(rawValue: "province")
  package static let regency = Self(rawValue: "regency")
  package static let city = Self(rawValue: "city")

  package static let known: [Self] = [.province, .regency, .city]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// What its local government is; `nil` for a level that is not known.
  package var government: UnitKind? {
    switch self {
    case .province: .provincialGovernment
    case .regency: .regencyGovernment
    case .city: .cityGovernment
    default: nil
    }
  }
}

/// A region as it is at an instant.
package struct Region: Hashable, Codable, Sendable {
  package var code: RegionCode
  package var level: RegionLevel
  /// Its name at that instant.
  package var name: String
  package var latitudeDegrees: Double
  package var longitudeDegrees: Double
  /// When the code is in force.
  package var validity: Validity
  /// The code under which the region goes on.
  package var successor: RegionCode?
  /// The code, or the province, from which it came.
  package var predecessor: RegionCode?
}

extension RegionCode {
  /// The Special Capital Region of Jakarta, whose five cities and one regency are administrative:
  /// they have no government of their own (UU 29/2007, UU 2/2024).
  package static let jakarta = RegionCode(unchecked: "31")

  /// Whether the region has a local government of its own.
  package var isAutonomous: Bool { isProvince || province != .jakarta }
}
