import Domain
import Events
import Foundation
import GRDB
import ServiceRuntime

/// What kind of unit each is at a time, read from the file's own facts for a check: a fact that is
/// not lawful is left out instead of ending it.
struct UnitKinds {
  /// The versions of each unit, the earliest first.
  private var units: [String: [AuditedUnit]] = [:]

  init(in database: Database) throws {
    let facts = try Data.fetchAll(
      database, sql: "SELECT payload FROM registry_fact WHERE code = ? ORDER BY sequence",
      arguments: [UnitFact.type.code])
    for fact in facts {
      guard let unit = AuditedUnit(payload: Array(fact)) else { continue }
      let others = units[unit.id, default: []]
      let place = others.firstIndex { UnitKinds.start(unit) < UnitKinds.start($0) }
      units[unit.id, default: []].insert(unit, at: place ?? others.count)
    }
  }

  func takesTasks(_ unit: String, at time: Timestamp) -> Bool {
    guard let kind = kind(of: unit, at: time).flatMap({ UnitKind(rawValue: $0) }) else {
      return false
    }
    return kind.isLocalGovernment || kind == .ministry
  }

  private func kind(of unit: String, at time: Timestamp) -> String? {
    guard let versions = units[unit], let first = versions.first else { return nil }
    let begun = versions.last { $0.validity.from.map { $0 <= time } ?? true }
    guard let begun else { return first.kind }
    return begun.validity.until.map { time < $0 } ?? true ? begun.kind : nil
  }

  private static func start(_ unit: AuditedUnit) -> Int64 {
    unit.validity.from?.milliseconds ?? .min
  }
}
