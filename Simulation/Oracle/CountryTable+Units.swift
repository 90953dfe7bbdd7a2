import Domain

extension CountryTable {
  /// Whether a version of the unit has begun and not ended.
  func exists(_ unit: UnitID, at time: Timestamp) -> Bool {
    guard let version = begunVersion(of: unit, at: time) else { return false }
    return version.validity.contains(time)
  }

  /// What the unit is at `time`; before its first version, what it was first. `nil` for a unit that
  /// nobody has heard of or that has ended.
  func kind(of unit: UnitID, at time: Timestamp) -> UnitKind? {
    if let version = begunVersion(of: unit, at: time) {
      return version.validity.contains(time) ? version.kind : nil
    }
    return beginningFirst(of: versions(of: unit), from: \.validity.from)?.kind
  }

  private func begunVersion(of unit: UnitID, at time: Timestamp) -> UnitRow? {
    begunLast(of: versions(of: unit), at: time, from: \.validity.from)
  }

  private func versions(of unit: UnitID) -> [UnitRow] {
    let id = unit.rawValue
    return units.filter { $0.unit.rawValue == id }
  }

  /// Whom a decree names for a Loka. A unit that is no Loka any more has none. Before all that is
  /// known of the Loka its first decree answers, as its first area does for a region.
  func coordinator(of unit: UnitID, at time: Timestamp) -> UnitID? {
    guard kind(of: unit, at: time) == .loka else { return nil }
    let decrees = coordinators.filter { $0.loka == unit }
    if let decree = begunLast(of: decrees, at: time, from: \.from) { return decree.coordinator }
    if begunVersion(of: unit, at: time) != nil { return nil }
    return beginningFirst(of: decrees, from: \.from)?.coordinator
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
