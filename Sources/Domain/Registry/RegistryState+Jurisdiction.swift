extension RegistryState: Jurisdiction {
  package func hasRegion(_ code: RegionCode, at: Timestamp) -> Bool {
    regions[code]?.fact.validity.contains(at) ?? false
  }

  package func owner(of region: RegionCode, at: Timestamp) -> Established<UnitID>? {
    guard hasRegion(region, at: at),
      let (entry, isEstablished) = owners[current(region)]?.entryOrOldest(at: at)
    else { return nil }
    return Established(
      value: entry.value.unit, certainty: entry.value.certainty, source: entry.value.source,
      isEstablished: isEstablished)
  }

  package func otherOwners(of region: RegionCode, at: Timestamp) -> [UnitID] {
    guard let versions = owners[current(region)] else { return [] }
    let now = versions.entryOrOldest(at: at)?.entry.value.unit
    return RegistryState.distinct(
      versions.entries.reversed().map(\.value.unit).filter { $0 != now })
  }

  /// A regency that was renumbered is the same government: the unit of the code in force answers,
  /// or, where there is none at that instant, the newest other of the region's codes that has one.
  /// A place in Jakarta is governed by the province.
  package func pemda(of region: RegionCode, at: Timestamp) -> UnitID {
    let inForce = code(of: region, at: at)
    guard inForce.isAutonomous else { return .pemda(inForce.province) }
    if units[.pemda(inForce)]?.entry(at: at) != nil { return .pemda(inForce) }
    var candidate: RegionCode? = current(inForce)
    while let code = candidate {
      if units[.pemda(code)]?.entry(at: at) != nil { return .pemda(code) }
      candidate = formerCode(of: code)
    }
    return .pemda(inForce)
  }

  /// Only a Loka has a coordinator: one that was promoted has none from that day. Before all known
  /// history of the Loka its first designation is the answer, marked as not established.
  package func coordinator(of unit: UnitID, at: Timestamp) -> Established<Designation>? {
    guard let loka = self.unit(unit, at: at), loka.value.kind == .loka,
      let versions = coordinators[unit]
    else { return nil }
    let entry = versions.entry(at: at) ?? (loka.isEstablished ? nil : versions.first)
    guard let fact = entry?.value, let coordinator = fact.coordinator else { return nil }
    return Established(
      value: Designation(coordinator: coordinator, decree: fact.decree, from: fact.from),
      certainty: fact.certainty, source: fact.source, isEstablished: loka.isEstablished)
  }

  package func otherCoordinators(of unit: UnitID, at: Timestamp) -> [UnitID] {
    guard let versions = coordinators[unit] else { return [] }
    let now = coordinator(of: unit, at: at)?.value.coordinator
    return RegistryState.distinct(
      versions.entries.reversed().compactMap(\.value.coordinator).filter { $0 != now })
  }

  package func competence(for permitType: String, at: Timestamp) -> Established<Competence>? {
    guard let (entry, isEstablished) = competences[permitType]?.entryOrOldest(at: at) else {
      return nil
    }
    let fact = entry.value
    return Established(
      value: Competence(
        permitType: fact.permitType, authority: fact.authority, basis: fact.basis),
      certainty: fact.certainty, source: fact.source, isEstablished: isEstablished)
  }

  /// Owner, coordinator, Pemda and the authority for a permit type, of a region at an instant.
  /// - Throws: what `region(_:at:)` throws.
  package func coverage(
    of code: RegionCode, at: Timestamp, permitType: String? = nil
  ) throws(Refusal) -> Coverage {
    let region = try region(code, at: at)
    let owner = owner(of: code, at: at)
    let competent = permitType.flatMap { competence(for: $0, at: at) }
    let competentUnit: UnitID? =
      switch competent?.value.authority {
      case .province: pemda(of: code.province, at: at)
      case .regency where code.isProvince: nil
      case .regency: pemda(of: code, at: at)
      case .unit(let unit): unit
      case nil: nil
      }
    return Coverage(
      region: region, at: at, owner: owner,
      coordinator: owner.flatMap { coordinator(of: $0.value, at: at) },
      pemda: pemda(of: code, at: at), province: pemda(of: code.province, at: at),
      competent: competent, competentUnit: competentUnit)
  }

  private static func distinct(_ units: [UnitID]) -> [UnitID] {
    var seen: Set<UnitID> = []
    return units.filter { seen.insert($0).inserted }
  }
}
