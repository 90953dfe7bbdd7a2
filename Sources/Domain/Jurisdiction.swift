/// What routing asks of the registry, as of an instant.
package protocol Jurisdiction {
  /// Whether the code is in force at that instant.
  func hasRegion(_ code: RegionCode, at: Timestamp) -> Bool
  /// The code that a region has at that instant, whichever of its former or later codes `code` is.
  /// A code that continues no other is the answer itself.
  func code(of code: RegionCode, at: Timestamp) -> RegionCode
  /// The UPT whose area the regency or city is; `nil` for a code not in force.
  func owner(of region: RegionCode, at: Timestamp) -> Established<UnitID>?
  /// The Balai or Balai Besar that a decree names for a Loka; `nil` when there is none.
  func coordinator(of unit: UnitID, at: Timestamp) -> Established<Designation>?
  /// The local government of a province, regency or city at that instant; of 31.xx it is
  /// `pemda-31`.
  func pemda(of region: RegionCode, at: Timestamp) -> UnitID
  /// Who issues permits of the type; `nil` for a type that the registry does not know.
  func competence(for permitType: String, at: Timestamp) -> Established<Competence>?
  /// Units that were or will be the owner at another time, newest first, without the one at `at`.
  func otherOwners(of region: RegionCode, at: Timestamp) -> [UnitID]
  /// Units that were or will be the coordinator at another time, newest first, without the one at
  /// `at`.
  func otherCoordinators(of unit: UnitID, at: Timestamp) -> [UnitID]
  /// The unit's name at that instant.
  func name(of unit: UnitID, at: Timestamp) -> String?
}

/// An answer of the registry with how far it can be relied on.
package struct Established<Value: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
  package var value: Value
  package var certainty: Certainty
  /// The regulation, page or person that says so.
  package var source: String
  /// `false`: the history of that date is not known, and the nearest known answer is used.
  package var isEstablished: Bool

  package init(value: Value, certainty: Certainty, source: String, isEstablished: Bool = true) {
    self.value = value
    self.certainty = certainty
    self.source = source
    self.isEstablished = isEstablished
  }
}

/// A coordinator named by a decree (Keputusan Kepala BPOM).
package struct Designation: Hashable, Codable, Sendable {
  package var coordinator: UnitID
  package var decree: String
  package var from: Timestamp

  package init(coordinator: UnitID, decree: String, from: Timestamp) {
    self.coordinator = coordinator
    self.decree = decree
    self.from = from
  }
}

/// Who issues a permit: the government of the place's province or of its regency or city, or one
/// unit for the whole country.
package enum Authority: Hashable, Codable, Sendable {
  case province
  case regency
  case unit(UnitID)
}

/// Who issues permits of a type, and by which law.
package struct Competence: Hashable, Codable, Sendable {
  package var permitType: String
  package var authority: Authority
  package var basis: String

  package init(permitType: String, authority: Authority, basis: String) {
    self.permitType = permitType
    self.authority = authority
    self.basis = basis
  }
}
