import Domain

/// A small country for tests: two provinces, Jakarta, a renumbered regency, three UPT.
enum RegistryFixture {
  static func state() throws -> RegistryState {
    var state = RegistryState()
    for fact in facts() { try state.apply(fact) }
    return state
  }

  static func facts() -> [RegistryFact] {
    regions() + [
      .regionChange(
        RegionChangeFact(
          kind: .provinceSplit, oldCode: code("91"), newCode: code("93"), oldName: "Papua",
          newName: "Papua Selatan", from: day("2022-11-09"), regulation: "Kepmendagri",
          law: "UU 14/2022", certainty: .knowledge, source: "test")),
      .regionChange(
        RegionChangeFact(
          kind: .renumber, oldCode: code("91.01"), newCode: code("93.01"),
          oldName: "Kabupaten Merauke", newName: "Kabupaten Merauke", from: day("2022-11-09"),
          regulation: "Kepmendagri", law: "UU 14/2022", certainty: .knowledge, source: "test")),
      unit("pom-padang", .balaiBesar, "Balai Besar POM di Padang", seat: "13.71", "2018-06-08"),
      unit(
        "pom-sijunjung", .loka, "Loka POM di Kabupaten Dharmasraya", seat: "13.10", "2018-06-08"),
      unit("pom-sijunjung", .loka, "Loka POM di Kabupaten Sijunjung", seat: "13.03", "2025-03-20"),
      unit("pom-payakumbuh", .loka, "Loka POM di Kota Payakumbuh", seat: "13.76", "2018-06-08"),
      unit("pom-payakumbuh", .balai, "Balai POM di Payakumbuh", seat: "13.76", "2023-10-24"),
      unit("pom-merauke", .loka, "Loka POM di Kabupaten Merauke", seat: "93.01", "2018-06-08"),
      unit("pusat-deputi-3", .headOffice, "Deputi Bidang Pengawasan Pangan Olahan"),
      unit("kemendag", .ministry, "Kementerian Perdagangan"),
      unit("pemda-13", .provincialGovernment, "Pemerintah Provinsi Sumatera Barat"),
      area("pom-padang", ["13.71"]), area("pom-sijunjung", ["13.03", "13.10"]),
      area("pom-payakumbuh", ["13.76"]), area("pom-merauke", ["93.01"]),
      .coordinator(designation("pom-sijunjung", "pom-padang", "2018-06-08", "SK-1")),
      .coordinator(designation("pom-payakumbuh", "pom-padang", "2018-06-08", "SK-2")),
    ]
  }

  private static func regions() -> [RegistryFact] {
    [
      region("13", .province, "Sumatera Barat"), region("13.03", .regency, "Kabupaten Sijunjung"),
      region("13.10", .regency, "Kabupaten Dharmasraya"), region("13.71", .city, "Kota Padang"),
      region("13.76", .city, "Kota Payakumbuh"),
      region("31", .province, "Daerah Khusus Ibukota Jakarta"),
      region("31.74", .city, "Kota Administrasi Jakarta Selatan"),
      region("91", .province, "Papua"), region("93", .province, "Papua Selatan"),
      region("93.01", .regency, "Kabupaten Merauke"),
    ]
  }

  static func region(_ text: String, _ level: RegionLevel, _ name: String) -> RegistryFact {
    .region(
      RegionFact(
        code: code(text), level: level, name: name, latitudeDegrees: -1, longitudeDegrees: 100,
        certainty: .secondary, source: "test"))
  }

  static func unit(
    _ id: String, _ kind: UnitKind, _ name: String, seat: String? = nil, _ from: String? = nil
  ) -> RegistryFact {
    .unit(
      UnitFact(
        id: UnitID(id), kind: kind, name: name, seat: seat.map(code),
        validity: Validity(from: from.map(day)), regulation: "test", certainty: .secondary,
        source: "test"))
  }

  static func area(
    _ unit: String, _ regions: [String], _ from: String = "2025-03-20", until: String? = nil
  ) -> RegistryFact {
    .area(
      AreaFact(
        unit: UnitID(unit), regions: regions.map(code), from: day(from), until: until.map(day),
        certainty: .knowledge, source: "annex not read"))
  }

  static func designation(
    _ loka: String, _ coordinator: String?, _ from: String, _ decree: String
  ) -> CoordinatorFact {
    CoordinatorFact(
      loka: UnitID(loka), coordinator: coordinator.map { UnitID($0) }, from: day(from),
      decree: decree, certainty: .knowledge, source: "test")
  }

  static func code(_ text: String) -> RegionCode { RegionCode(text)! }

  /// The start of a day in WIB.
  static func day(_ text: String) -> Timestamp { Timestamp(startOf: CalendarDate(text)!, in: .wib) }
}
