package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime

/// The registry: regions, units, areas, coordinators, competences, calendars, substances and keys,
/// all dated and answered as of a time. Its log is the only place where they change.
package final class RegistryService: ServiceLogic {
  package let name = ServiceName.registry
  private let mirror = RegistryMirror()
  package var access: AccessList { mirror.access }
  private let loadReference: () throws -> ReferenceData

  /// - Parameter reference: what a new log is filled with; asked only for a new log.
  package init(reference: @escaping () throws -> ReferenceData) {
    loadReference = reference
  }

  package var migrations: [Migration] { [RegistryMirror.migration] }
  package var tables: [String] { RegistryMirror.tables }
  package var mirrors: [ServiceName: [String]] { [:] }

  package func load(from database: Database) throws {
    try mirror.load(from: database)
  }

  /// Fills a new log with the reference data, all of it in one transaction or nothing.
  package func start(in context: Context) throws {
    guard context.transaction.head.sequence == 0 else { return }
    let facts = try loadReference().facts
    for fact in facts {
      try mirror.record(fact, in: context)
    }
    try mirror.recordLoaded(facts: facts.count, in: context)
  }

  package func registry(in context: Context) throws -> RegistryState {
    try mirror.state(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    switch request.name {
    case .designate: return try designate(request, in: context)
    case .endDesignation: return try endDesignation(request, in: context)
    case .enrol: return try enrol(request, in: context)
    case .importFacts: return try importFacts(request, in: context)
    default: throw request.unknownName
    }
  }

  package var queries: any ServiceQueries { RegistryQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    preconditionFailure("the registry follows no log")
  }

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try mirror.evolve(record.header, record.payload, in: tables)
  }

  package func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    preconditionFailure("the registry follows no log")
  }

  // MARK: Commands

  private func designate(_ request: Request, in context: Context) throws -> RegistryChangeAnswer {
    let coordinator = try request.require("coordinator")
    return try change(request, coordinator: UnitID(coordinator), in: context)
  }

  private func endDesignation(
    _ request: Request, in context: Context
  ) throws -> RegistryChangeAnswer {
    try change(request, coordinator: nil, in: context)
  }

  private func change(
    _ request: Request, coordinator: UnitID?, in context: Context
  ) throws -> RegistryChangeAnswer {
    let loka = UnitID(try request.require("unit"))
    guard let from = try request.time("from") else { throw Refusal.invalid("from", "required") }
    let fact = CoordinatorFact(
      loka: loka, coordinator: coordinator, from: from, decree: try request.require("decree"),
      certainty: .regulation, source: "operator")
    return RegistryChangeAnswer(
      position: try mirror.record(.coordinator(fact), in: context), unit: loka)
  }

  private func enrol(_ request: Request, in context: Context) throws -> RegistryChangeAnswer {
    let unit = UnitID(try request.require("unit"))
    let key = try request.require("publicKey").lowercased()
    let fact = KeyFact(
      unit: unit, publicKey: key, from: context.time, certainty: .secondary, source: "operator")
    return RegistryChangeAnswer(position: try mirror.record(.key(fact), in: context), unit: unit)
  }

  /// What no other command knows: a new holiday table, a region that is split or renumbered, an office
  /// with its area. A fact that stands already is passed over, so that the same file may come again.
  private func importFacts(
    _ request: Request, in context: Context
  ) throws -> RegistryImportAnswer {
    let facts = try RegistryFact.list(json: request.document)
    let recorded = try mirror.facts(in: context)
    var known = 0
    for (index, fact) in facts.enumerated() {
      guard try !stands(fact, among: recorded, in: context) else {
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
    _ fact: RegistryFact, among recorded: Set<RegistryFact>, in context: Context
  ) throws -> Bool {
    if case .calendar(let table) = fact {
      return try mirror.state(in: context).calendar(of: table.year) == table
    }
    return recorded.contains(fact)
  }
}
