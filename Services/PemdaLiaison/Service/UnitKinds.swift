import Domain
import Events
import Foundation
import GRDB
import ServiceRuntime

/// What kind of unit each is at a time, as the registry knew it at one of its records, read from the
/// file's own facts for a check: a fact that is not lawful is left out instead of ending it.
struct UnitKinds {
  private struct Version {
    /// The number of its record.
    var sequence: UInt64
    var unit: AuditedUnit
  }

  /// The versions of each unit, the earliest first.
  private var units: [String: [Version]] = [:]

  init(in database: Database) throws {
    let facts = try Row.fetchCursor(
      database,
      sql: "SELECT sequence, payload FROM registry_fact WHERE code = ? ORDER BY sequence",
      arguments: [UnitFact.type.code])
    while let fact = try facts.next() {
      let payload: Data = try fact.stored("payload")
      guard let unit = AuditedUnit(payload: Array(payload)) else { continue }
      let version = Version(
        sequence: UInt64(clamping: try fact.stored("sequence") as Int64), unit: unit)
      let others = units[unit.id, default: []]
      let place = others.firstIndex { UnitKinds.start(unit) < UnitKinds.start($0.unit) }
      units[unit.id, default: []].insert(version, at: place ?? others.count)
    }
  }

  /// - Parameter record: the last record of the registry that counts: what came later, even if it
  ///   holds from an earlier time on, nobody knew.
  func takesTasks(_ unit: String, at time: Timestamp, knownAt record: UInt64) -> Bool {
    guard let word = kind(of: unit, at: time, knownAt: record) else { return false }
    let kind = UnitKind(rawValue: word)
    return kind.isLocalGovernment || kind == .ministry
  }

  private func kind(of unit: String, at time: Timestamp, knownAt record: UInt64) -> String? {
    let versions = units[unit, default: []].filter { $0.sequence <= record }.map(\.unit)
    guard let first = versions.first else { return nil }
    let begun = versions.last { $0.validity.from.map { $0 <= time } ?? true }
    guard let begun else { return first.kind }
    return begun.validity.until.map { time < $0 } ?? true ? begun.kind : nil
  }

  private static func start(_ unit: AuditedUnit) -> Int64 {
    unit.validity.from?.milliseconds ?? .min
  }
}
