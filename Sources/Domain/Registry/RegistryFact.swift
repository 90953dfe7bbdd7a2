/// One fact of the registry: what its log is made of.
///
/// In JSON an object with one member, named after the kind: `{"coordinator":{…}}`.
package enum RegistryFact: Hashable, Sendable {
  case region(RegionFact)
  case regionChange(RegionChangeFact)
  case unit(UnitFact)
  case area(AreaFact)
  case coordinator(CoordinatorFact)
  case competence(CompetenceFact)
  case calendar(CalendarFact)
  case substance(SubstanceFact)
  case key(KeyFact)

  package var certainty: Certainty {
    switch self {
    case .region(let fact): fact.certainty
    case .regionChange(let fact): fact.certainty
    case .unit(let fact): fact.certainty
    case .area(let fact): fact.certainty
    case .coordinator(let fact): fact.certainty
    case .competence(let fact): fact.certainty
    case .calendar(let fact): fact.certainty
    case .substance(let fact): fact.certainty
    case .key(let fact): fact.certainty
    }
  }
}

extension RegistryFact: Codable {
  /// The name of its one member in JSON.
  package var kind: String { key.rawValue }

  private var key: CodingKeys {
    switch self {
    case .region: .region
    case .regionChange: .regionChange
    case .unit: .unit
    case .area: .area
    case .coordinator: .coordinator
    case .competence: .competence
    case .calendar: .calendar
    case .substance: .substance
    case .key: .key
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case region
    case regionChange
    case unit
    case area
    case coordinator
    case competence
    case calendar
    case substance
    case key
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard container.allKeys.count == 1, let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "not one known kind of registry fact"))
    }
    switch key {
    case .region: self = .region(try container.decode(RegionFact.self, forKey: key))
    case .regionChange:
      self = .regionChange(try container.decode(RegionChangeFact.self, forKey: key))
    case .unit: self = .unit(try container.decode(UnitFact.self, forKey: key))
    case .area: self = .area(try container.decode(AreaFact.self, forKey: key))
    case .coordinator: self = .coordinator(try container.decode(CoordinatorFact.self, forKey: key))
    case .competence: self = .competence(try container.decode(CompetenceFact.self, forKey: key))
    case .calendar: self = .calendar(try container.decode(CalendarFact.self, forKey: key))
    case .substance: self = .substance(try container.decode(SubstanceFact.self, forKey: key))
    case .key: self = .key(try container.decode(KeyFact.self, forKey: key))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .region(let fact): try container.encode(fact, forKey: key)
    case .regionChange(let fact): try container.encode(fact, forKey: key)
    case .unit(let fact): try container.encode(fact, forKey: key)
    case .area(let fact): try container.encode(fact, forKey: key)
    case .coordinator(let fact): try container.encode(fact, forKey: key)
    case .competence(let fact): try container.encode(fact, forKey: key)
    case .calendar(let fact): try container.encode(fact, forKey: key)
    case .substance(let fact): try container.encode(fact, forKey: key)
    case .key(let fact): try container.encode(fact, forKey: key)
    }
  }
}
