import Domain
import Events
import Foundation
import GRDB
import Log
import Security

/// Findings' tables, folded from its own log.
struct FindingsRebuild {
  private let country: Country

  init(_ country: Country) { self.country = country }

  func differences() throws -> [String] {
    guard let file = country.files[.findings] else { return [] }
    let originals = try self.originals(in: file)
    var differences: [String] = []
    for var expected in [findings(originals), versions(originals), try keys()] {
      expected.sort()
      let found = try file.reader.query { try TableRows(expected.name, expected.columns, in: $0) }
      if let difference = found.difference(from: expected) { differences.append(difference) }
    }
    return differences
  }

  /// The documents as received, by the record of their version.
  private func originals(in file: ServiceFile) throws -> [UInt64: Data] {
    var originals: [UInt64: Data] = [:]
    for row in try file.rows(
      "SELECT record, original FROM finding_version WHERE original NOTNULL")
    {
      let record: Int64 = row["record"]
      originals[UInt64(clamping: record)] = row["original"]
    }
    return originals
  }

  private func findings(_ originals: [UInt64: Data]) -> TableRows {
    var table = TableRows(
      "finding",
      [
        "id", "number", "state", "reporter", "received_at", "report_digest", "report_record",
        "latest_record",
      ])
    for steps in Dictionary(grouping: country.steps, by: \.snapshot.finding).values {
      guard let first = steps.first, let last = steps.last else { continue }
      let report = Array(first.by.rawValue.utf8) + [0] + Array(originals[first.sequence] ?? Data())
      table.append([
        Data(last.snapshot.finding.bytes.array), last.snapshot.number,
        last.snapshot.state.rawValue, last.snapshot.reporter.rawValue,
        first.header.time.milliseconds, Data(Hashing.blake2b256(report).array),
        Int64(first.sequence), Int64(last.sequence),
      ])
    }
    return table
  }

  private func versions(_ originals: [UInt64: Data]) -> TableRows {
    var table = TableRows(
      "finding_version",
      [
        "finding", "ordinal", "version", "step", "at", "unit", "changes", "reason", "record",
        "original",
      ])
    for steps in Dictionary(grouping: country.steps, by: \.snapshot.finding).values {
      for (index, step) in steps.enumerated() {
        let hasDocument = step.kind == .reported || step.kind == .amended
        table.append([
          Data(step.snapshot.finding.bytes.array), index + 1, index + 1, step.kind.rawValue,
          step.header.time.milliseconds, step.by.rawValue, step.changes.joined(separator: "\n"),
          step.reason, Int64(step.sequence), hasDocument ? originals[step.sequence] : nil,
        ])
      }
    }
    return table
  }

  /// By what the latest versions are searched. The owners are those of the registry as findings had
  /// applied it: each event names that position.
  private func keys() throws -> TableRows {
    var table = TableRows("finding_key", ["kind", "value", "record", "finding"])
    let latest = Dictionary(country.steps.map { ($0.snapshot.finding, $0) }) { $1 }
    let first = Dictionary(country.steps.map { ($0.snapshot.finding, $0.sequence) }) { one, _ in one
    }
    let ordered = latest.values.map {
      (registry: country.cause(in: .registry, of: $0.cause) ?? 0, step: $0)
    }.sorted { $0.registry < $1.registry }
    var registry = RegistryState()
    var facts = country.facts.filter {
      !country.isHeld($0.sequence, of: .registry, in: .findings)
    }[...]
    for (position, step) in ordered {
      while let next = facts.first, next.sequence <= position {
        try registry.apply(next.fact)
        facts = facts.dropFirst()
      }
      for key in keys(of: step.snapshot, in: registry) {
        table.append([
          key.kind, key.value, first[step.snapshot.finding].map { Int64($0) },
          Data(step.snapshot.finding.bytes.array),
        ])
      }
    }
    return table
  }

  private struct Key: Hashable {
    var kind: String
    var value: String
  }

  private func keys(of snapshot: FindingSnapshot, in registry: RegistryState) -> Set<Key> {
    var keys: Set<Key> = [
      Key(kind: "state", value: snapshot.state.rawValue),
      Key(kind: "unit", value: snapshot.reporter.rawValue),
    ]
    let document = snapshot.document
    for region in document.places.compactMap(\.region) {
      keys.insert(Key(kind: "region", value: region.rawValue))
      keys.insert(Key(kind: "region", value: region.province.rawValue))
      let code = registry.code(of: region, at: document.foundAt)
      if let owner = registry.owner(of: code, at: document.foundAt)?.value {
        keys.insert(Key(kind: "unit", value: owner.rawValue))
      }
    }
    for flag in snapshot.flags { keys.insert(Key(kind: "flag", value: flag.rawValue)) }
    return keys
  }
}
