import Events
import Foundation
import GRDB
import Log

/// **Rebuild.** What each service keeps beside its log is what the logs make.
///
/// - In each file the registry's facts are the registry's records, byte for byte, without those that wait.
/// - *Findings*: `finding`, `finding_version` and `finding_key` are a fold of its own log (and of the
///   documents as received, which stand in no log but have their digest there).
/// - *Watch* and *notifier*: the records that they followed are handed to a fresh instance of the shipped
///   logic, on fresh tables, in the order in which the own log shows their effects, at the times that it
///   shows; the log that comes out is theirs byte for byte (so the identifiers are those computed from causes), and so
///   are their tables. Taken over as they stand are `record.…` and `link.…` events with the notifier's own
///   alarms, escalations and acknowledgements. Not compared are times of delivery and the offset in which a time is written.
/// - *Liaison*: `task` and `task_step` are a fold of its own log; a Pemda's report stands in no log.
struct RebuildRule {
  let country: Country

  func violations() throws -> [Violation] {
    try facts() + FindingsRebuild(country).differences().map(violation(.findings))
      + WatchRebuild(country).differences().map(violation(.watch))
      + LiaisonRebuild(country).differences().map(violation(.liaison))
      + NotifierRebuild(country).differences().map(violation(.notifier))
  }

  private func violation(_ service: ServiceName) -> (String) -> Violation {
    { Violation(.rebuild, "\(service.rawValue): \($0)") }
  }

  private func facts() throws -> [Violation] {
    guard let registry = country.files[.registry] else { return [] }
    let codes = Set(registry.records.map(\.header.typeCode)).filter { (101...110).contains($0) }
    return try country.files.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap {
      service, file in
      var expected = TableRows("registry_fact", ["sequence", "code", "payload"])
      for record in registry.records where codes.contains(record.header.typeCode) {
        let header = record.header
        guard header.minReader <= EventType.readerVersion,
          !country.isHeld(header.sequence, of: .registry, in: service)
        else { continue }
        expected.append([
          Int64(header.sequence), Int64(header.typeCode), Data(record.payload),
        ])
      }
      expected.sort()
      let found = try file.reader.query { try TableRows(expected.name, expected.columns, in: $0) }
      return found.difference(from: expected).map(violation(service))
    }
  }
}
