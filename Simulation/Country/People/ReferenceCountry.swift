import Domain

/// The small country in which simulations play: a province in each time zone and Jakarta, four
/// offices, every kind of competence.
enum ReferenceCountry {
  /// One in each of the three zones. Jakarta is none of them: it has no regencies of its own.
  static let provinces = ["11", "64", "91"]
  static let regencies = ["11.01", "11.02", "11.71", "64.01", "64.02", "91.01", "31.71"]
  /// Each with the regions of its area.
  static let offices: [(unit: String, kind: UnitKind, area: [String])] = [
    ("pom-a", .balai, ["11.01", "11.71"]), ("pom-b", .loka, ["11.02"]),
    ("pom-c", .balai, ["64.01", "64.02"]), ("pom-d", .balaiBesar, ["31.71", "91.01"]),
  ]
  static let governments =
    provinces + ["31"] + regencies.filter { !$0.hasPrefix("31") }
  static let ministries = ["kemendag", "kemenkes", "komdigi"]
  static let permits = ["pirt", "pt-b2", "dt-b2", "md", "ukot"]

  /// Since when everything is as it was at first.
  private static let long = Timestamp(startOf: CalendarDate(dayNumber: 17_000), in: .wib)

  /// In an order in which they apply.
  static var facts: [RegistryFact] {
    get throws {
      var facts = try (provinces + ["31"] + regencies).map { try region($0) }
      facts += try ["pusat-kepala", "pusat-deputi-3"].map { try unit($0, .headOffice) }
      facts += try ministries.map { try unit($0, .ministry) }
      facts += try governments.map { try government($0) }
      for office in offices {
        facts.append(try unit(office.unit, office.kind))
        facts.append(try area(office.unit, office.area))
      }
      facts.append(
        .coordinator(
          CoordinatorFact(
            loka: UnitID("pom-b"), coordinator: UnitID("pom-a"), from: long,
            decree: "SK 1", certainty: .regulation, source: "simulation")))
      let authorities: [Authority] = [
        .regency, .province, .unit(.kemendag), .unit(.pusatDeputi3), .province,
      ]
      facts += zip(permits, authorities).map { permit, authority in
        .competence(
          CompetenceFact(
            permitType: permit, authority: authority, basis: "simulation", validity: .always,
            certainty: .regulation, source: "simulation"))
      }
      facts += ["formalin", "boraks", "rhodamin-b"].map { name in
        .substance(
          SubstanceFact(
            id: SubstanceID(name), name: BilingualText(id: name, en: name),
            family: .formaldehyde, certainty: .regulation, source: "simulation"))
      }
      facts.append(try calendar(2026))
      return facts
    }
  }

  static func region(_ code: String, from: Timestamp? = nil) throws -> RegistryFact {
    .region(
      RegionFact(
        code: try self.code(code), level: level(code), name: code, latitudeDegrees: -1,
        longitudeDegrees: 100, validity: from.map { Validity(from: $0) } ?? .always,
        certainty: .regulation, source: "simulation"))
  }

  static func government(_ code: String, from: Timestamp? = nil) throws -> RegistryFact {
    let kind: UnitKind =
      switch level(code) {
      case .province: .provincialGovernment
      case .city: .cityGovernment
      default: .regencyGovernment
      }
    return try unit("pemda-\(code)", kind, from: from)
  }

  static func renumbering(
    _ old: String, _ new: String, from: Timestamp
  ) throws -> RegistryFact {
    .regionChange(
      RegionChangeFact(
        kind: .renumber, oldCode: try code(old), newCode: try code(new), oldName: old,
        newName: new, from: from, regulation: "simulation", law: "", certainty: .regulation,
        source: "simulation"))
  }

  static func unit(
    _ id: String, _ kind: UnitKind, from: Timestamp? = nil
  ) throws -> RegistryFact {
    .unit(
      UnitFact(
        id: UnitID(id), kind: kind, name: id, seat: kind.isFieldOffice ? try code("11.01") : nil,
        validity: from.map { Validity(from: $0) } ?? .always, regulation: "simulation",
        certainty: .regulation, source: "simulation"))
  }

  static func area(
    _ unit: String, _ regions: [String], from: Timestamp? = nil
  ) throws -> RegistryFact {
    .area(
      AreaFact(
        unit: UnitID(unit), regions: try regions.map { try code($0) },
        from: from ?? long, certainty: .regulation, source: "simulation"))
  }

  /// A year whose first day is a holiday, and so are some days of January, counted from its first.
  static func calendar(_ year: Int, alsoFree days: Set<Int> = []) throws -> RegistryFact {
    guard let newYear = CalendarDate("\(year)-01-01") else {
      throw SimulationError("not a year: \(year)")
    }
    let holidays = days.union([0]).sorted().map { day in
      Holiday(
        date: newYear.adding(days: day), kind: .national,
        name: BilingualText(id: "hari libur", en: "holiday"), certainty: .regulation,
        source: "simulation")
    }
    return .calendar(
      CalendarFact(
        year: year, holidays: holidays, certainty: .regulation, source: "simulation"))
  }

  private static func level(_ code: String) -> RegionLevel {
    if code.count == 2 { return .province }
    return code.dropFirst(3) >= "71" ? .city : .regency
  }

  private static func code(_ text: String) throws -> RegionCode {
    guard let code = RegionCode(text) else { throw SimulationError("not a code: \(text)") }
    return code
  }
}
