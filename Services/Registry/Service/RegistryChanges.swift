import Domain
import Events
import Log
import ServiceRuntime

/// What operators and Pusat change in the registry.
struct RegistryChanges {
  let mirror: RegistryMirror
  let context: Context
  let request: Request

  func designate(_ command: DesignateCoordinator) throws -> RegistryChangeAnswer {
    try record(
      command.unit, coordinator: command.coordinator, from: command.from, decree: command.decree)
  }

  func end(_ command: EndCoordination) throws -> RegistryChangeAnswer {
    try record(command.unit, coordinator: nil, from: command.from, decree: command.decree)
  }

  private func record(
    _ loka: UnitID, coordinator: UnitID?, from text: TimeText, decree: String
  ) throws -> RegistryChangeAnswer {
    guard let from = text.timestamp else { throw Refusal.notATime("from", text.description) }
    let fact = CoordinatorFact(
      loka: loka, coordinator: coordinator, from: from, decree: decree,
      certainty: .regulation, source: "operator")
    return RegistryChangeAnswer(
      position: try mirror.record(.coordinator(fact), in: context), unit: loka)
  }

  func enrol(_ command: EnrolKey) throws -> RegistryChangeAnswer {
    let fact = KeyFact(
      unit: command.unit, publicKey: command.publicKey.lowercased(), from: context.time,
      certainty: .secondary, source: "operator")
    return RegistryChangeAnswer(
      position: try mirror.record(.key(fact), in: context), unit: command.unit)
  }

  /// What no other command knows: a new holiday table, a region that is split or renumbered, an office
  /// with its area. A fact that stands already is passed over, so that the same file may come again.
  func importFacts() throws -> RegistryImportAnswer {
    let facts = try RegistryFact.list(json: request.document)
    let recorded = try mirror.facts(in: context)
    var known = 0
    for (index, fact) in facts.enumerated() {
      guard try !stands(fact, among: recorded) else {
        known += 1
        continue
      }
      do {
        try mirror.record(fact, in: context)
      } catch var refusal as Refusal {
        let inside = refusal.field.isEmpty ? "" : ".\(refusal.field)"
        refusal.field = "[\(index)].\(fact.kind)\(inside)"
        throw refusal
      }
    }
    return RegistryImportAnswer(
      position: context.headPosition, facts: facts.count - known, known: known)
  }

  /// Whether a fact is in force as it was recorded: a year's table until another one replaces it,
  /// everything else for ever.
  private func stands(
    _ fact: RegistryFact, among recorded: Set<RegistryFact>
  ) throws -> Bool {
    if case .calendar(let table) = fact {
      return try mirror.state(in: context).calendar(of: table.year) == table
    }
    return recorded.contains(fact)
  }
}
