import Domain
import Events
import GRDB
import Log
import ServiceRuntime

/// Watch, made a second time by its shipped logic.
struct WatchRebuild {
  private let country: Country

  init(_ country: Country) { self.country = country }

  private static let tables = [
    ("log_record", ["seq", "header", "payload"]),
    ("watched_finding", ["id", "number", "event", "case_number"]),
    ("alert", ["finding", "ordinal", "version", "id", "record"]),
    ("case_counter", ["year", "last"]),
  ]

  /// The log of a restored watch begins epochs, which a rebuild does not: its headers and the numbers of
  /// its cases differ.
  private func tables(_ file: ServiceFile) -> [(String, [String])] {
    guard file.reader.identity.epoch > 1 else { return WatchRebuild.tables }
    return WatchRebuild.tables.dropFirst().map { ($0, $1.filter { $0 != "case_number" }) }
  }

  func differences() throws -> [String] {
    guard let file = country.files[.watch], country.unreadable.isEmpty else { return [] }
    let rebuild = try ServiceRebuild(Services.logic(of: .watch), as: file.reader.identity)
    do {
      try run(rebuild, file)
    } catch {
      return ["a rebuild fails: \(error)"]
    }
    return try tables(file).compactMap { name, columns in
      let expected = try rebuild.query { try TableRows(name, columns, in: $0) }
      let found = try file.reader.query { try TableRows(name, columns, in: $0) }
      return found.difference(from: expected)
    }
  }

  private func run(_ rebuild: ServiceRebuild, _ file: ServiceFile) throws {
    let causes = effects()
    var followed = FollowedRecords(.watch, country, effective: Set(causes.values))
    var made: UInt64 = 0
    for record in file.records where record.header.sequence > made {
      let sequence = record.header.sequence
      guard let cause = causes[sequence] else {
        try rebuild.append(record)
        made = sequence
        continue
      }
      try followed.applyRegistry(through: registry(at: sequence), to: rebuild)
      let count = try followed.apply(cause, at: record.header.time, to: rebuild) ?? 0
      if count == 0 { try rebuild.append(record) }
      made += UInt64(max(count, 1))
    }
    try followed.finish(rebuild)
  }

  /// The record of findings of which each own record is the effect.
  private func effects() -> [UInt64: LogPosition] {
    var effects: [UInt64: LogPosition] = [:]
    for alert in country.alerts { effects[alert.sequence] = alert.cause.first }
    for event in country.closedCases { effects[event.sequence] = event.cause.first }
    for event in country.alarms { effects[event.sequence] = event.cause.first }
    return effects
  }

  /// The registry that the next alert from here on rests on, as it says itself.
  private func registry(at sequence: UInt64) -> UInt64 {
    let alert = country.alerts.first { $0.sequence >= sequence }
    return alert.flatMap { country.cause(in: .registry, of: $0.cause) } ?? 0
  }
}
