package import Domain

extension RegionFact: EventPayload {
  package static let type = EventType("region.recorded", 101, owner: .registry)
}

extension RegionChangeFact: EventPayload {
  package static let type = EventType("region.changed", 102, owner: .registry)
}

extension UnitFact: EventPayload {
  package static let type = EventType("unit.recorded", 103, owner: .registry)
}

extension AreaFact: EventPayload {
  package static let type = EventType("area.assigned", 104, owner: .registry)
}

extension CoordinatorFact: EventPayload {
  package static let type = EventType("coordinator.designated", 105, owner: .registry)
}

extension CompetenceFact: EventPayload {
  package static let type = EventType("competence.recorded", 106, owner: .registry)
}

extension CalendarFact: EventPayload {
  package static let type = EventType("calendar.recorded", 107, owner: .registry)
}

extension SubstanceFact: EventPayload {
  package static let type = EventType("substance.recorded", 108, owner: .registry)
}

extension KeyFact: EventPayload {
  package static let type = EventType("key.enrolled", 109, owner: .registry)
}

/// The registry's first facts are complete: from here on a follower can answer for every region.
package struct RegistryLoaded: EventPayload {
  package static let type = EventType("registry.loaded", 110, owner: .registry)
  /// How many facts stand before this record.
  package var facts: Int

  package init(facts: Int) {
    self.facts = facts
  }
}

extension RegistryFact {
  /// The fact that a record of the registry's log carries; `nil` for a type that carries none.
  package init?(code: UInt32, payload: [UInt8]) throws {
    switch code {
    case RegionFact.type.code: self = .region(try Self.data(payload))
    case RegionChangeFact.type.code: self = .regionChange(try Self.data(payload))
    case UnitFact.type.code: self = .unit(try Self.data(payload))
    case AreaFact.type.code: self = .area(try Self.data(payload))
    case CoordinatorFact.type.code: self = .coordinator(try Self.data(payload))
    case CompetenceFact.type.code: self = .competence(try Self.data(payload))
    case CalendarFact.type.code: self = .calendar(try Self.data(payload))
    case SubstanceFact.type.code: self = .substance(try Self.data(payload))
    case KeyFact.type.code: self = .key(try Self.data(payload))
    default: return nil
    }
  }

  /// The fact as the content of its event.
  package var payload: any EventPayload {
    switch self {
    case .region(let fact): fact
    case .regionChange(let fact): fact
    case .unit(let fact): fact
    case .area(let fact): fact
    case .coordinator(let fact): fact
    case .competence(let fact): fact
    case .calendar(let fact): fact
    case .substance(let fact): fact
    case .key(let fact): fact
    }
  }

  private static func data<Payload: EventPayload>(_ payload: [UInt8]) throws -> Payload {
    try EventCoding.decode(Event<Payload>.self, from: payload).data
  }
}
