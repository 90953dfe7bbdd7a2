/// One fact of the registry: what its log is made of.
///
/// In JSON an object with one member, named after the kind: `{"coordinator":{…}}`.
public enum RegistryFact: Hashable, Sendable {
  case region(RegionFact)
  case regionChange(RegionChangeFact)
  case unit(UnitFact)
  case area(AreaFact)
  case coordinator(CoordinatorFact)
  case competence(CompetenceFact)
  case calendar(CalendarFact)
  case substance(SubstanceFact)
  case key(KeyFact)

  public var certainty: Certainty {
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
  enum CodingKeys: String, CodingKey {
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

  public init(from decoder: any Decoder) throws {
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

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .region(let fact): try container.encode(fact, forKey: .region)
    case .regionChange(let fact): try container.encode(fact, forKey: .regionChange)
    case .unit(let fact): try container.encode(fact, forKey: .unit)
    case .area(let fact): try container.encode(fact, forKey: .area)
    case .coordinator(let fact): try container.encode(fact, forKey: .coordinator)
    case .competence(let fact): try container.encode(fact, forKey: .competence)
    case .calendar(let fact): try container.encode(fact, forKey: .calendar)
    case .substance(let fact): try container.encode(fact, forKey: .substance)
    case .key(let fact): try container.encode(fact, forKey: .key)
    }
  }
}
