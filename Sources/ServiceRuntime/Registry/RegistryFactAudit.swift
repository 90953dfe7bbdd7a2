import Domain
import Events
import Foundation
import GRDB
import Log

/// Checks for `verify` that a service's copy of the registry's facts is what the registry's log says
/// of them, as far as it was applied.
package struct RegistryFactAudit {
  private let audit: ServiceAudit

  package init(audit: ServiceAudit) { self.audit = audit }

  private static let types: Set<UInt32> = [
    RegionFact.type.code, RegionChangeFact.type.code, UnitFact.type.code, AreaFact.type.code,
    CoordinatorFact.type.code, CompetenceFact.type.code, CalendarFact.type.code,
    SubstanceFact.type.code, KeyFact.type.code, RegistryLoaded.type.code,
  ]

  /// Of the registry itself.
  package func ownFaults() throws -> [ServiceFault] {
    var comparison = try Comparison(audit.database)
    var faults: [ServiceFault] = []
    try audit.forEachRecord(of: RegistryFactAudit.types) { record in
      if !comparison.agrees(record.sequence, record.type, record.payload) {
        faults.append(RegistryFactAudit.fault(at: record.sequence, number: record.sequence))
      }
    }
    return faults + comparison.unrecorded.map { RegistryFactAudit.fault(number: $0) }
  }

  /// Of a service that follows it. None for a registry that was restored: the copy keeps what the
  /// log has lost.
  package func faults() throws -> [ServiceFault] {
    guard !audit.isRestored(.registry), let log = try audit.log(of: .registry) else { return [] }
    var comparison = try Comparison(audit.database)
    let waiting = Set(
      try Int64.fetchAll(audit.database, sql: "SELECT seq FROM log_held WHERE source = 'registry'"))
    var faults: [ServiceFault] = []
    try log.forEachRecord(of: RegistryFactAudit.types) { record in
      guard !waiting.contains(Int64(clamping: record.sequence)) else { return }
      if !comparison.agrees(record.sequence, record.header.typeCode, record.payload) {
        faults.append(RegistryFactAudit.fault(number: record.sequence))
      }
    }
    return faults + comparison.unrecorded.map { RegistryFactAudit.fault(number: $0) }
  }

  private static func fault(
    at sequence: UInt64? = nil, number: some BinaryInteger
  ) -> ServiceFault {
    ServiceFault("registry-fact", at: sequence, ["number": String(number)])
  }

  /// The rows of the copy that no record has accounted for yet.
  private struct Comparison {
    private struct Fact: Equatable {
      var code: Int64
      var payload: Data
    }

    private var facts: [Int64: Fact] = [:]

    init(_ database: Database) throws {
      let rows = try Row.fetchCursor(
        database, sql: "SELECT sequence, code, payload FROM registry_fact")
      while let row = try rows.next() {
        facts[try row.stored("sequence")] = Fact(
          code: try row.stored("code"), payload: try row.stored("payload"))
      }
    }

    /// Whether there is a row for the record, as it is; it is then accounted for.
    mutating func agrees(_ sequence: UInt64, _ type: UInt32, _ payload: [UInt8]) -> Bool {
      facts.removeValue(forKey: Int64(clamping: sequence))
        == Fact(code: Int64(type), payload: Data(payload))
    }

    var unrecorded: [Int64] { facts.keys.sorted() }
  }
}
