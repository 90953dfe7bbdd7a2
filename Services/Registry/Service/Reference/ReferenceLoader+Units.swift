import Domain

extension ReferenceLoader {
  mutating func loadUnits() throws(ReferenceFault) {
    let columns = [
      "id", "kind", "name", "seat", "from", "until", "regulation", "certainty", "source",
    ]
    for row in try rows("units.csv", columns) {
      try take(
        .unit(
          UnitFact(
            id: try row.unit("id"), kind: try row.word("kind"), name: try row.required("name"),
            seat: try row.optionalCode("seat"), validity: try row.validity(),
            regulation: try row.text("regulation"), certainty: try row.certainty(),
            source: try row.source())),
        from: row)
    }
  }

  /// A Pemda for each province and each autonomous regency or city. Jakarta's cities and regency
  /// have none. A regency's government is as old as the registry, whatever its code was; that of a
  /// split-off province begins with the province.
  mutating func makeLocalGovernments() throws(ReferenceFault) {
    for row in try rows("regions.csv", ReferenceLoader.regionColumns) {
      let code = try row.code("code")
      guard code.isAutonomous else { continue }
      let level: RegionLevel = try row.word("level")
      guard let kind = level.government else {
        throw row.fault("unknown-word", "level: \(level)")
      }
      let name = try row.required("name")
      let began = level == .province ? state.firstInstant(of: code) : nil
      try take(
        .unit(
          UnitFact(
            id: .pemda(code), kind: kind,
            name: level == .province ? "Pemerintah Provinsi \(name)" : "Pemerintah \(name)",
            seat: level == .province ? nil : code, validity: Validity(from: began),
            regulation: "UU 23/2014", certainty: try row.certainty(), source: try row.source())),
        from: row)
    }
  }

  mutating func loadCoordinators() throws(ReferenceFault) {
    let columns = ["loka", "coordinator", "from", "decree", "certainty", "source"]
    for row in try rows("coordinators.csv", columns) {
      try take(
        .coordinator(
          CoordinatorFact(
            loka: try row.unit("loka"),
            coordinator: try row.text("coordinator").isEmpty ? nil : try row.unit("coordinator"),
            from: try row.instant("from"), decree: try row.required("decree"),
            certainty: try row.certainty(), source: try row.source())),
        from: row)
    }
  }
}
