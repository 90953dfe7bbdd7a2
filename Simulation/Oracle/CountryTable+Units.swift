import Domain

extension CountryTable {
  func exists(_ unit: UnitID, at time: Timestamp) -> Bool {
    units.contains { $0.id == unit && $0.validity.contains(time) }
  }

  /// What the unit is at `time`; before its first version, what it was first. `nil` for a unit that
  /// nobody has heard of or that has ended.
  func kind(of unit: UnitID, at time: Timestamp) -> UnitKind? {
    let versions = units.filter { $0.id == unit }
    if let version = begunLast(of: versions, at: time, from: \.validity.from) {
      return version.validity.contains(time) ? version.kind : nil
    }
    return beginningFirst(of: versions, from: \.validity.from)?.kind
  }

  /// Whom a decree names for a Loka. A unit that is no Loka any more has none.
  func coordinator(of unit: UnitID, at time: Timestamp) -> UnitID? {
    guard kind(of: unit, at: time) == .loka else { return nil }
    let decrees = coordinators.filter { $0.loka == unit }
    return begunLast(of: decrees, at: time, from: \.from)?.coordinator
  }

  /// Who issues permits of a type, by the matrix. Before its first row for the type: by that row.
  /// `nil` for a type that the country does not know, or no longer knows.
  func authority(for type: PermitType, at time: Timestamp) -> Authority? {
    let rows = competences.filter { $0.permitType == type.rawValue }
    if let row = begunLast(of: rows, at: time, from: \.validity.from) {
      return row.validity.contains(time) ? row.authority : nil
    }
    return beginningFirst(of: rows, from: \.validity.from)?.authority
  }

  /// "Ministries and BPOM need no region; the others do."
  func issuer(_ authority: Authority, in regency: RegionCode?, at time: Timestamp) -> UnitID? {
    switch authority {
    case .province: regency.flatMap { government(of: $0.province, at: time) }
    case .regency: regency.flatMap { government(of: $0, at: time) }
    case .unit(let unit): unit
    }
  }
}
