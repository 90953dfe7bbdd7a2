import Domain

/// The rules of routing, each as its text says it. Roles are given place by place and never taken
/// back.
extension RoutingOracle {
  /// 1. "`owner(r,t)` → action."
  func rule1(_ row: PlaceRow, _ circle: inout RoleTable) {
    circle.give(.action, to: row.owner)
  }

  /// 2. "The authority that issues the facility's permit type → action."
  func rule2(_ row: PlaceRow, _ circle: inout RoleTable) {
    circle.give(.action, to: row.issuer)
  }

  /// 3. "The Pemda of the regency or city → action when the place has no permit, else attention
  /// (unless rule 2 made it act)."
  func rule3(_ row: PlaceRow, _ circle: inout RoleTable) {
    if row.place.permit == nil {
      circle.give(.action, to: row.regencyGovernment)
    } else if row.issuer != row.regencyGovernment {
      circle.give(.attention, to: row.regencyGovernment)
    }
  }

  /// 4. "The Pemda of the province → attention; action when two or more places lie in different
  /// regencies of it, or by rule 2."
  func rule4(_ row: PlaceRow, of finding: FindingTable, _ circle: inout RoleTable) {
    let acts = finding.crosses(row.province) || row.issuer == row.provinceGovernment
    circle.give(acts ? .action : .attention, to: row.provinceGovernment)
  }

  /// 5. "`coordinator(owner,t)`, if any → attention; coordination when the finding spans."
  func rule5(_ row: PlaceRow, of finding: FindingTable, _ circle: inout RoleTable) {
    circle.give(finding.spans ? .coordination : .attention, to: row.coordinator)
  }

  /// 6. "`pusat-deputi-3` → attention; coordination when the finding spans provinces, when a place
  /// is a B2 trader, when no single unit is the owner, or the coordinator of the owner, of every
  /// place, or when a region is unknown"; and by rule 2 when a permit's type is unknown.
  func rule6(_ finding: FindingTable, _ circle: inout RoleTable) {
    let coordinates =
      finding.spansProvinces
      || finding.rows.contains(where: \.isB2Trader)
      || !finding.hasOneUnitForAll
      || finding.rows.contains { $0.regency == nil }
      || finding.rows.contains(where: \.hasUnknownPermit)
    circle.give(coordinates ? .coordination : .attention, to: .pusatDeputi3)
  }

  /// 6. "An `online` place: `komdigi` → attention."
  func rule6Online(_ row: PlaceRow, _ circle: inout RoleTable) {
    if row.place.facility == .online { circle.give(.attention, to: .komdigi) }
  }

  /// 7. "A B2 trader: `kemendag` → attention (or action by rule 2). A B2 trader without any permit:
  /// `kemendag` and the province → action."
  func rule7(_ row: PlaceRow, _ circle: inout RoleTable) {
    guard row.isB2Trader else { return }
    if row.place.permit == nil {
      circle.give(.action, to: .kemendag)
      circle.give(.action, to: row.provinceGovernment)
    } else if row.issuer != .kemendag {
      circle.give(.attention, to: .kemendag)
    }
  }

  /// 8. "An outbreak: `pusat-kepala` and `kemenkes` → attention; the Pemda of the regency or city →
  /// action."
  func rule8(_ finding: FindingTable, _ circle: inout RoleTable) {
    guard finding.isOutbreak else { return }
    circle.give(.attention, to: .pusatKepala)
    circle.give(.attention, to: .kemenkes)
    for row in finding.rows { circle.give(.action, to: row.regencyGovernment) }
  }
}
