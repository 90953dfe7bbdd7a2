extension RegistryState {
  mutating func apply(_ fact: UnitFact) throws(Refusal) {
    let unit = ["value": fact.id.rawValue]
    guard UnitID.isWellFormed(fact.id.rawValue) else {
      throw .invalid("id", "unit-id-malformed", unit)
    }
    guard !fact.name.isEmpty else { throw .invalid("name", "name-missing", unit) }
    guard !fact.validity.isEmpty else { throw .invalid("validity", "empty-period", unit) }
    if let seat = fact.seat {
      guard let record = regions[seat] else {
        throw .invalid("seat", "unknown-region", ["value": seat.rawValue])
      }
      guard record.fact.level != .province else {
        throw .invalid("seat", "not-a-regency", ["value": seat.rawValue])
      }
    } else if fact.kind.isFieldOffice {
      throw .invalid("seat", "seat-missing", unit)
    }
    try checkLocalGovernment(fact)
    var versions = units[fact.id] ?? Timeline()
    if let last = versions.entries.last?.value,
      last.kind != fact.kind, last.kind.isKnown, fact.kind.isKnown,
      !(last.kind.isFieldOffice && fact.kind.isFieldOffice)
    {
      throw Refusal(.conflict, field: "kind", rule: "unit-kind-changed", unit)
    }
    try versions.insert(fact, fact.validity, field: "validity")
    units[fact.id] = versions
  }

  /// A Pemda is named after an autonomous region of its own level, and nothing else is.
  private func checkLocalGovernment(_ fact: UnitFact) throws(Refusal) {
    let unit = ["value": fact.id.rawValue]
    guard fact.kind.isKnown else { return }
    guard fact.kind.isLocalGovernment || fact.id.rawValue.hasPrefix("pemda-") else { return }
    guard fact.kind.isLocalGovernment, let code = fact.id.pemdaRegion else {
      throw .invalid("id", "unit-id-does-not-fit-kind", unit)
    }
    guard let region = regions[code], region.successor == nil else {
      throw .invalid("id", "unknown-region", ["value": code.rawValue])
    }
    guard code.isAutonomous else { throw .invalid("id", "region-not-autonomous", unit) }
    guard fact.kind == region.fact.level.government ?? fact.kind else {
      throw .invalid("id", "unit-id-does-not-fit-kind", unit)
    }
  }

  /// A unit as it is at an instant: kind, name and seat of that time. `nil` for an unknown unit and
  /// for one that has ended.
  package func unit(_ id: UnitID, at: Timestamp) -> Established<UnitFact>? {
    guard let (entry, isEstablished) = units[id]?.entryOrOldest(at: at) else { return nil }
    return Established(
      value: entry.value, certainty: entry.value.certainty, source: entry.value.source,
      isEstablished: isEstablished)
  }

  /// All units that exist at an instant, sorted by identifier.
  package func units(at: Timestamp) -> [UnitFact] {
    units.values.compactMap { $0.entry(at: at)?.value }.sorted { $0.id < $1.id }
  }

  /// Whether the unit is known at any time.
  package func hasUnit(_ id: UnitID) -> Bool { units[id] != nil }

  package func name(of unit: UnitID, at: Timestamp) -> String? {
    self.unit(unit, at: at)?.value.name
  }

  /// The time zone in which a unit's working days begin and end: that of its region or seat; WIB
  /// for Pusat and the ministries.
  package func zone(of unit: UnitID) -> IndonesianZone {
    let place = unit.pemdaRegion ?? units[unit]?.entries.last?.value.seat
    return place.map { IndonesianZone(province: current($0)) } ?? .wib
  }

  mutating func apply(_ fact: KeyFact) throws(Refusal) {
    guard hasUnit(fact.unit) else {
      throw .invalid("unit", "unknown-unit", ["value": fact.unit.rawValue])
    }
    let isHexadecimal = fact.publicKey.utf8.allSatisfy {
      (48...57).contains($0) || (97...102).contains($0)
    }
    guard fact.publicKey.utf8.count == 64, isHexadecimal else {
      throw .invalid("publicKey", "key-malformed")
    }
    guard keyOwners[fact.publicKey] == nil else {
      throw Refusal(.conflict, field: "publicKey", rule: "key-in-use")
    }
    var versions = keys[fact.unit] ?? Timeline()
    try versions.insert(fact, Validity(from: fact.from), field: "from")
    keys[fact.unit] = versions
    keyOwners[fact.publicKey] = fact.unit
  }

  /// The public key that is the unit's at an instant.
  package func key(of unit: UnitID, at: Timestamp) -> String? {
    keys[unit]?.entry(at: at)?.value.publicKey
  }

  /// The unit of each public key (32 bytes) that is in use: a unit's newest one.
  package var unitsByKey: [[UInt8]: UnitID] {
    var units: [[UInt8]: UnitID] = [:]
    for (unit, versions) in keys {
      guard let digits = versions.entries.last?.value.publicKey else { continue }
      units[KeyFact.bytes(ofDigits: digits)] = unit
    }
    return units
  }

  /// The unit whose key this is at an instant; `nil` for an unknown or superseded key.
  package func unit(withKey publicKey: String, at: Timestamp) -> UnitID? {
    guard let unit = keyOwners[publicKey], key(of: unit, at: at) == publicKey else { return nil }
    return unit
  }
}

extension UnitID {
  /// Whether `text` is 1 to 64 lower-case letters, digits, hyphens and dots, the first a letter.
  package static func isWellFormed(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count), let first = text.utf8.first,
      (97...122).contains(first)
    else { return false }
    return text.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: ".")
    }
  }
}
