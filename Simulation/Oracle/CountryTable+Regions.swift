import Domain

extension CountryTable {
  /// The codes under which a regency or city has gone, the oldest first.
  func codes(of code: RegionCode) -> [RegionCode] {
    var codes = [code]
    for _ in renumberings {
      guard let change = renumberings.first(where: { $0.newCode == codes[0] }) else { break }
      codes.insert(change.oldCode, at: 0)
    }
    for _ in renumberings {
      guard let change = renumberings.first(where: { $0.oldCode == codes[codes.count - 1] }) else {
        break
      }
      codes.append(change.newCode)
    }
    return codes
  }

  /// The code that the regency or city has at `time`.
  func code(of code: RegionCode, at time: Timestamp) -> RegionCode {
    let codes = codes(of: code)
    var inForce = codes[0]
    for next in codes.dropFirst() {
      guard renumberings.contains(where: { $0.newCode == next && $0.from <= time }) else { break }
      inForce = next
    }
    return inForce
  }

  /// The Pemda of a province, regency or city: the unit of the code in force, else of another code
  /// of the same region. In Jakarta it is the province's, whatever the region.
  func government(of code: RegionCode, at time: Timestamp) -> UnitID? {
    if code.rawValue.hasPrefix("31") { return UnitID("pemda-31") }
    let current = self.code(of: code, at: time)
    for candidate in [current] + codes(of: code).reversed() {
      let unit = UnitID("pemda-\(candidate.rawValue)")
      if exists(unit, at: time) { return unit }
    }
    return UnitID("pemda-\(current.rawValue)")
  }

  /// The UPT whose area the regency or city is. Before the first area that is known: the first one.
  func owner(of code: RegionCode, at time: Timestamp) -> UnitID? {
    let codes = codes(of: code)
    let areas = areas.filter { codes.contains($0.region) }
    if let area = begunLast(of: areas, at: time, from: \.validity.from) {
      return area.validity.contains(time) ? area.unit : nil
    }
    return beginningFirst(of: areas, from: \.validity.from)?.unit
  }
}
