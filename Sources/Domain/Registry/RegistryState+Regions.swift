extension RegistryState {
  mutating func apply(_ fact: RegionFact) throws(Refusal) {
    let code = ["value": fact.code.rawValue]
    guard regions[fact.code] == nil else {
      throw Refusal(.conflict, field: "code", rule: "region-exists", code)
    }
    guard fact.code.isProvince == (fact.level == .province) else {
      throw .invalid("level", "level-does-not-fit-code", code)
    }
    guard fact.code.isProvince || regions[fact.code.province] != nil else {
      throw .invalid("code", "unknown-province", ["value": fact.code.province.rawValue])
    }
    guard !fact.name.isEmpty else { throw .invalid("name", "name-missing", code) }
    guard !fact.validity.isEmpty else { throw .invalid("validity", "empty-period", code) }
    guard (-11.5...6.5).contains(fact.latitudeDegrees),
      (94.5...141.5).contains(fact.longitudeDegrees)
    else { throw .invalid("latitudeDegrees", "outside-indonesia", code) }
    var names = Timeline<String>()
    try names.insert(fact.name, .always, field: "name")
    regions[fact.code] = RegionRecord(fact: fact, names: names)
  }

  mutating func apply(_ fact: RegionChangeFact) throws(Refusal) {
    guard var new = regions[fact.newCode] else {
      throw .invalid("newCode", "unknown-region", ["value": fact.newCode.rawValue])
    }
    guard !fact.oldName.isEmpty, !fact.newName.isEmpty else {
      throw .invalid("newName", "name-missing", ["value": fact.newCode.rawValue])
    }
    guard (fact.kind == .rename) == (fact.oldCode == fact.newCode) else {
      throw .invalid("oldCode", "codes-do-not-fit-change", ["value": fact.oldCode.rawValue])
    }
    if fact.kind == .rename {
      try rename(&new, by: fact)
      regions[fact.newCode] = new
      return
    }
    // A code that was given up is not given again: a circle of codes would have no present one.
    guard new.predecessor == nil, new.successor == nil,
      new.fact.validity.from ?? fact.from == fact.from
    else {
      throw Refusal(
        .conflict, field: "newCode", rule: "change-already-known", ["value": fact.newCode.rawValue])
    }
    guard fact.oldCode.isProvince == fact.newCode.isProvince,
      fact.kind == .renumber || fact.newCode.isProvince
    else {
      throw .invalid("oldCode", "codes-do-not-fit-change", ["value": fact.oldCode.rawValue])
    }
    var old = regions[fact.oldCode]
    if fact.kind == .renumber {
      old = try renumbered(old, new, by: fact)
    } else if old == nil {
      throw .invalid("oldCode", "unknown-region", ["value": fact.oldCode.rawValue])
    }
    new.fact.validity.from = fact.from
    new.predecessor = fact.oldCode
    regions[fact.newCode] = new
    regions[fact.oldCode] = old
    if fact.kind == .renumber, let areas = owners.removeValue(forKey: fact.oldCode) {
      owners[fact.newCode] = areas
    }
  }

  /// The old code's record, closed at the change; made from the change when the code was gone
  /// before the registry began.
  private func renumbered(
    _ old: RegionRecord?, _ new: RegionRecord, by fact: RegionChangeFact
  ) throws(Refusal) -> RegionRecord {
    guard regions[fact.oldCode.province] != nil else {
      throw .invalid("oldCode", "unknown-province", ["value": fact.oldCode.province.rawValue])
    }
    var record: RegionRecord
    if let old {
      guard old.successor == nil, old.fact.validity.contains(fact.from) else {
        throw Refusal(
          .conflict, field: "oldCode", rule: "change-already-known",
          ["value": fact.oldCode.rawValue])
      }
      guard owners[fact.newCode] == nil || owners[fact.oldCode] == nil else {
        throw Refusal(
          .conflict, field: "newCode", rule: "area-overlap", ["value": fact.newCode.rawValue])
      }
      record = old
    } else {
      var names = Timeline<String>()
      try names.insert(fact.oldName, .always, field: "oldName")
      record = RegionRecord(fact: new.fact, names: names)
      record.fact.code = fact.oldCode
      record.fact.validity = .always
      record.fact.name = fact.oldName
      record.fact.certainty = fact.certainty
      record.fact.source = fact.source
    }
    record.fact.validity.until = fact.from
    record.successor = fact.newCode
    return record
  }

  /// Gives a region its name of before or of after the change, whichever it lacks.
  private func rename(
    _ record: inout RegionRecord, by fact: RegionChangeFact
  ) throws(Refusal) {
    let since = Validity(from: fact.from)
    let doesNotFit = Refusal(
      .conflict, field: "oldName", rule: "name-does-not-fit",
      ["value": fact.oldName, "code": fact.oldCode.rawValue])
    guard fact.oldName != fact.newName else { throw doesNotFit }
    if record.names.entries.count == 1, record.names.first?.value == fact.newName {
      record.names = Timeline()
      try record.names.insert(fact.oldName, .always, field: "oldName")
      try record.names.insert(fact.newName, since, field: "from")
    } else if record.names.entry(at: fact.from)?.value == fact.oldName {
      try record.names.insert(fact.newName, since, field: "from")
    } else {
      throw doesNotFit
    }
  }

  /// The region that a code means at an instant.
  /// - Throws: `unknown-region`; `region-replaced` with the `successors`, for a code no longer in
  ///   force; `region-not-yet` with the `predecessor`, for a code not yet in force.
  package func region(
    _ code: RegionCode, at: Timestamp, field: String = "region"
  ) throws(Refusal) -> Established<Region> {
    guard let record = regions[code] else {
      throw .invalid(field, "unknown-region", ["value": code.rawValue])
    }
    let validity = record.fact.validity
    if let until = validity.until, at >= until {
      throw .invalid(
        field, "region-replaced",
        [
          "value": code.rawValue, "successors": current(code).rawValue,
          "since": until.date(in: .wib).description,
        ])
    }
    if let from = validity.from, at < from {
      guard let predecessor = record.predecessor else {
        throw .invalid(field, "unknown-region", ["value": code.rawValue])
      }
      throw .invalid(
        field, "region-not-yet",
        [
          "value": code.rawValue, "predecessor": predecessor.rawValue,
          "from": from.date(in: .wib).description,
        ])
    }
    let name = record.names.entryOrOldest(at: at)?.entry.value ?? record.fact.name
    return Established(
      value: Region(
        code: code, level: record.fact.level, name: name,
        latitudeDegrees: record.fact.latitudeDegrees,
        longitudeDegrees: record.fact.longitudeDegrees, validity: validity,
        successor: record.successor, predecessor: record.predecessor),
      certainty: record.fact.certainty, source: record.fact.source)
  }

  /// Reads a code as people write it, and names the correction when its last zero was lost.
  /// - Throws: `region-lost-zero` with the `likely` code, `region-syntax`, or `unknown-region`;
  ///   whether the code is in force at some time is `region(_:at:)`'s to say.
  package func regionCode(
    parsing text: String, field: String = "region"
  ) throws(Refusal) -> RegionCode {
    if let code = RegionCode(text) {
      guard regions[code] != nil else { throw .invalid(field, "unknown-region", ["value": text]) }
      return code
    }
    if let correction = RegionCode(text + "0"), !correction.isProvince,
      regions[correction] != nil
    {
      throw .invalid(
        field, "region-lost-zero", ["value": text, "likely": correction.rawValue])
    }
    throw .invalid(field, "region-syntax", ["value": String(text.prefix(40))])
  }

  /// Whether the code is or was a region's, at whatever time.
  package func isKnown(_ code: RegionCode) -> Bool { regions[code] != nil }

  /// When the code came into force; `nil` when it is as old as the registry, or unknown.
  package func firstInstant(of code: RegionCode) -> Timestamp? {
    regions[code]?.fact.validity.from
  }

  /// The code under which a region goes on now: itself, or the last of its successors.
  package func current(_ code: RegionCode) -> RegionCode {
    var code = code
    while let successor = regions[code]?.successor { code = successor }
    return code
  }

  package func code(of code: RegionCode, at: Timestamp) -> RegionCode {
    var code = code
    while let record = regions[code], let successor = record.successor,
      let until = record.fact.validity.until, at >= until
    {
      code = successor
    }
    while let record = regions[code], let from = record.fact.validity.from, at < from,
      let former = formerCode(of: code)
    {
      code = former
    }
    return code
  }

  /// The code under which the region went before this one. A province that was split off had none:
  /// the old one goes on.
  func formerCode(of code: RegionCode) -> RegionCode? {
    guard let former = regions[code]?.predecessor, regions[former]?.successor == code else {
      return nil
    }
    return former
  }
}
