import Domain

extension ReferenceLoader {
  /// One row of `areas.csv`: a region is a unit's area for a period.
  private struct Assignment {
    var row: ReferenceRow
    var unit: UnitID
    var region: RegionCode
    var from: Timestamp
    var until: Timestamp?
    var certainty: Certainty
    var source: String
  }

  /// What rows must share to be one fact.
  private struct AreaKey: Hashable {
    var unit: UnitID
    var from: Timestamp
    var until: Timestamp?
    var certainty: Certainty
    var source: String
  }

  mutating func loadAreas() throws(ReferenceFault) {
    var assignments: [Assignment] = []
    let columns = ["unit", "region", "from", "until", "certainty", "source"]
    for row in try rows("areas.csv", columns) {
      let validity = try row.validity()
      assignments.append(
        Assignment(
          row: row, unit: try row.unit("unit"), region: try row.code("region"),
          from: try row.instant("from"), until: validity.until, certainty: try row.certainty(),
          source: try row.source()))
    }
    try checkPartition(assignments)
    // One fact per unit, period and standing, in the order of the first row of each.
    var order: [AreaKey] = []
    var groups: [AreaKey: [Assignment]] = [:]
    let oldestFirst = assignments.sorted { ($0.from, $0.row.line) < ($1.from, $1.row.line) }
    for assignment in oldestFirst {
      let key = AreaKey(
        unit: assignment.unit, from: assignment.from, until: assignment.until,
        certainty: assignment.certainty, source: assignment.source)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(assignment)
    }
    for key in order {
      guard let group = groups[key], let first = group.first else { continue }
      try take(
        .area(
          AreaFact(
            unit: key.unit, regions: group.map(\.region), from: key.from, until: key.until,
            certainty: key.certainty, source: key.source)),
        from: first.row)
    }
  }

  /// From its first row on, every regency and city has exactly one owner at any time, without end.
  private func checkPartition(_ assignments: [Assignment]) throws(ReferenceFault) {
    var periods: [RegionCode: [Assignment]] = [:]
    for assignment in assignments {
      guard state.isKnown(assignment.region) else {
        throw assignment.row.fault("unknown-region", assignment.region.rawValue)
      }
      guard state.hasUnit(assignment.unit) else {
        throw assignment.row.fault("unknown-unit", assignment.unit.rawValue)
      }
      periods[state.current(assignment.region), default: []].append(assignment)
    }
    for row in try rows("regions.csv", ReferenceLoader.regionColumns) {
      let code = try row.code("code")
      guard !code.isProvince else { continue }
      guard let owned = periods[code]?.sorted(by: { $0.from < $1.from }) else {
        throw row.fault("area-gap", code.rawValue)
      }
      for (earlier, later) in zip(owned, owned.dropFirst()) {
        guard let until = earlier.until, until <= later.from else {
          throw later.row.fault("area-overlap", "\(code): \(earlier.unit), \(later.unit)")
        }
        guard until == later.from else {
          throw later.row.fault("area-gap", "\(code): \(until.date(in: .wib))")
        }
      }
      if let last = owned.last, let until = last.until {
        throw last.row.fault("area-gap", "\(code): \(until.date(in: .wib))")
      }
    }
  }
}
