package import Domain

/// Who must know of a finding, computed a second time and apart from the router.
///
/// The simulator holds every mailbox against it. It is written from the rules alone and walks the
/// registry's facts from end to end for each question, without an index and without the router's
/// code, so that the two can only agree where both are right, or read the rules alike.
package struct RoutingOracle: Sendable {
  let country: CountryTable

  /// - Parameter facts: the country as dated facts, in the order of the registry's log.
  package init(facts: [RegistryFact]) {
    country = CountryTable(facts: facts)
  }

  /// Each unit with all the roles that rules 1 to 9 give it. Rule 11 takes nobody out: the
  /// reporter's unit stands here with its roles, if it has any.
  /// - Parameters:
  ///   - reporter: the unit that reported the finding; its owner while no region is known.
  ///   - eventTime: the time of what causes the message. It decides the coordinator; all else is
  ///     as of the document's `foundAt`.
  package func circle(
    of document: FindingDocument, reporter: UnitID, at eventTime: Timestamp
  ) -> [UnitID: Set<RecipientRole>] {
    let finding = FindingTable(
      of: document, reporter: reporter, at: eventTime, in: country)
    var circle = RoleTable()
    for row in finding.rows {
      rule1(row, &circle)
      rule2(row, &circle)
      rule3(row, &circle)
      rule4(row, of: finding, &circle)
      rule5(row, of: finding, &circle)
      rule6Online(row, &circle)
      rule7(row, &circle)
    }
    rule6(finding, &circle)
    rule8(finding, &circle)
    return circle.roles
  }

  /// Rule 12: while the finding is confidential and not opened, the named group and the reporter
  /// alone hear of it, with their roles of the circle. A unit of the group that has none gets
  /// `attention`; a reporter that has none knows of it without being told.
  package func heldCircle(
    of document: FindingDocument, reporter: UnitID, at eventTime: Timestamp
  ) -> [UnitID: Set<RecipientRole>] {
    let everyone = circle(of: document, reporter: reporter, at: eventTime)
    var held: [UnitID: Set<RecipientRole>] = [:]
    for unit in document.group { held[unit] = everyone[unit] ?? [.attention] }
    if let roles = everyone[reporter] { held[reporter] = roles }
    return held
  }

  /// Units of the circle that get a follow-up task: local governments and ministries that must act.
  package func taskUnits(
    in circle: [UnitID: Set<RecipientRole>], at time: Timestamp
  ) -> Set<UnitID> {
    var units: Set<UnitID> = []
    for (unit, roles) in circle where roles.contains(.action) {
      guard let kind = country.kind(of: unit, at: time) else { continue }
      if kind.isLocalGovernment || kind == .ministry { units.insert(unit) }
    }
    return units
  }

  /// In whose days the terms of a Pemda or ministry are counted: those of its region, by the code that it has
  /// in the end; of ministries and Pusat those of Jakarta.
  package func zone(of unit: UnitID) -> IndonesianZone {
    guard unit.rawValue.hasPrefix("pemda-"),
      let code = RegionCode(String(unit.rawValue.dropFirst(6))),
      let province = Int((country.codes(of: code).last ?? code).rawValue.prefix(2))
    else { return .wib }
    // Keppres 41/1987.
    if (51...53).contains(province) || (63...65).contains(province) { return .wita }
    if (71...76).contains(province) { return .wita }
    return province > 80 ? .wit : .wib
  }

  /// Whom a decree names for a Loka; `nil` for every other unit.
  package func coordinator(of unit: UnitID, at time: Timestamp) -> UnitID? {
    country.coordinator(of: unit, at: time)
  }
}
