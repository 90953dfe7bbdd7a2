import Domain

extension ReferenceLoader {
  static let regionColumns = [
    "code", "level", "name", "latitude", "longitude", "certainty", "source",
  ]

  mutating func loadRegions() throws(ReferenceFault) {
    for row in try rows("regions.csv", ReferenceLoader.regionColumns) {
      try take(
        .region(
          RegionFact(
            code: try row.code("code"), level: try row.word("level"),
            name: try row.required("name"), latitudeDegrees: try row.number("latitude"),
            longitudeDegrees: try row.number("longitude"), certainty: try row.certainty(),
            source: try row.source())),
        from: row)
    }
  }

  mutating func loadRegionChanges() throws(ReferenceFault) {
    let columns = [
      "kind", "old_code", "new_code", "old_name", "new_name", "from", "regulation", "law",
      "certainty", "source",
    ]
    for row in try rows("region_changes.csv", columns) {
      try take(
        .regionChange(
          RegionChangeFact(
            kind: try row.changeKind("kind"), oldCode: try row.code("old_code"),
            newCode: try row.code("new_code"), oldName: try row.required("old_name"),
            newName: try row.required("new_name"), from: try row.instant("from"),
            regulation: try row.required("regulation"), law: try row.text("law"),
            certainty: try row.certainty(), source: try row.source())),
        from: row)
    }
  }
}
