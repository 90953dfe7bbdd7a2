import Domain

extension ReferenceLoader {
  mutating func loadCompetences() throws(ReferenceFault) {
    let columns = ["permit", "authority", "basis", "from", "until", "certainty", "source"]
    for row in try rows("competences.csv", columns) {
      let authority: Authority =
        switch try row.required("authority") {
        case "province": .province
        case "regency": .regency
        default: .unit(try row.unit("authority"))
        }
      try take(
        .competence(
          CompetenceFact(
            permitType: try row.required("permit"), authority: authority,
            basis: try row.required("basis"), validity: try row.validity(),
            certainty: try row.certainty(), source: try row.source())),
        from: row)
    }
  }

  mutating func loadSubstances() throws(ReferenceFault) {
    let columns = [
      "id", "name_id", "name_en", "cas", "related_cas", "synonyms", "family", "foods",
      "rapid_test", "confirmatory_test", "hazard", "lists", "certainty", "source",
    ]
    for row in try rows("substances.csv", columns) {
      let cas = try row.text("cas")
      try take(
        .substance(
          SubstanceFact(
            id: SubstanceID(try row.required("id")),
            name: BilingualText(id: try row.required("name_id"), en: try row.required("name_en")),
            cas: cas.isEmpty ? nil : cas, relatedCAS: try row.list("related_cas"),
            synonyms: try row.list("synonyms"),
            family: try row.word("family"),
            foods: try row.list("foods"), rapidTest: try row.text("rapid_test"),
            confirmatoryTest: try row.text("confirmatory_test"), hazard: try row.text("hazard"),
            lists: try row.words("lists"), certainty: try row.certainty(),
            source: try row.source())),
        from: row)
    }
  }

  /// One table for each year that has rows.
  mutating func loadHolidays() throws(ReferenceFault) {
    var years: [Int: [(row: ReferenceRow, holiday: Holiday)]] = [:]
    var seen: Set<CalendarDate> = []
    let columns = ["date", "kind", "name_id", "name_en", "certainty", "source"]
    for row in try rows("holidays.csv", columns) {
      let date = try row.date("date")
      guard seen.insert(date).inserted else {
        throw row.fault("duplicate-date", date.description)
      }
      let holiday = Holiday(
        date: date, kind: try row.word("kind"),
        name: BilingualText(id: try row.required("name_id"), en: try row.required("name_en")),
        certainty: try row.certainty(), source: try row.source())
      years[date.year, default: []].append((row, holiday))
    }
    for (year, days) in years.sorted(by: { $0.key < $1.key }) {
      guard let first = days.first else { continue }
      let sources = Set(days.map(\.holiday.source))
      let source = first.holiday.source + (sources.count > 1 ? " …" : "")
      let certainty = days.map(\.holiday.certainty).min() ?? .knowledge
      try take(
        .calendar(
          CalendarFact(
            year: year, holidays: days.map(\.holiday), certainty: certainty, source: source)),
        from: first.row)
    }
  }
}
