import Domain
import Events
import Log
import ServiceRuntime

/// The records that a service follows, to be applied once more: each once, those of one subject in
/// order.
struct FollowedRecords {
  private let service: ServiceName
  private let country: Country
  /// Records that the own log shows to have had an effect; they have their own place.
  private let effective: Set<LogPosition>
  private var applied: Set<LogPosition> = []
  /// How far the registry has been applied.
  private var registry = 0

  init(_ service: ServiceName, _ country: Country, effective: Set<LogPosition>) {
    self.service = service
    self.country = country
    self.effective = effective
  }

  /// Applies the registry up to a number, without what waits.
  mutating func applyRegistry(through sequence: UInt64, to rebuild: ServiceRebuild) throws {
    let records = country.files[.registry]?.records ?? []
    while registry < records.count, records[registry].header.sequence <= sequence {
      let record = records[registry]
      registry += 1
      guard !country.isHeld(record.header.sequence, of: .registry, in: service) else { continue }
      _ = try rebuild.apply(
        FollowedRecord(source: .registry, record: record), at: record.header.time)
    }
  }

  /// Applies a record at the time of its effect, and before it those of its subject that had none.
  /// - Returns: how many records it made; `nil` when there is no such record, or it waits, or was applied before.
  mutating func apply(
    _ position: LogPosition, at time: Timestamp, to rebuild: ServiceRebuild
  ) throws -> Int? {
    guard let source = country.service(of: position.log), service.follows.contains(source),
      let records = country.files[source]?.records, position.sequence > 0,
      position.sequence <= UInt64(records.count)
    else { return nil }
    let record = records[Int(position.sequence) - 1]
    let subject = record.header.subject
    if subject != .zero {
      for earlier in records.prefix(Int(position.sequence) - 1)
      where earlier.header.subject == subject && !effective.contains(earlier.header.position) {
        _ = try take(earlier, of: source, at: earlier.header.time, to: rebuild)
      }
    }
    return try take(record, of: source, at: time, to: rebuild)
  }

  /// Applies all that is left.
  mutating func finish(_ rebuild: ServiceRebuild) throws {
    try applyRegistry(through: .max, to: rebuild)
    for source in service.follows where source != .registry {
      for record in country.files[source]?.records ?? []
      where !effective.contains(record.header.position) {
        _ = try take(record, of: source, at: record.header.time, to: rebuild)
      }
    }
  }

  private mutating func take(
    _ record: Log.Record, of source: ServiceName, at time: Timestamp, to rebuild: ServiceRebuild
  ) throws -> Int? {
    guard !country.isHeld(record.header.sequence, of: source, in: service),
      !wasOvertaken(record, of: source), applied.insert(record.header.position).inserted
    else { return nil }
    let followed = FollowedRecord(
      source: source, record: record,
      mark: isPassed(record, of: source) ? .overtaken : nil)
    return try rebuild.apply(followed, at: time)
  }

  /// Whether it has had no effect in watch because a withdrawal passed it in quarantine.
  private func wasOvertaken(_ record: Log.Record, of source: ServiceName) -> Bool {
    guard service == .watch, source == .findings, !effective.contains(record.header.position),
      let step = country.steps.first(where: { $0.sequence == record.header.sequence })
    else { return false }
    return country.isOvertaken(step)
  }

  private func isPassed(_ record: Log.Record, of source: ServiceName) -> Bool {
    let header = record.header
    guard header.subject != .zero else { return false }
    let withdrawals = [FindingWithdrawn.type.code, AlertWithdrawn.type.code]
    return (country.files[source]?.records ?? []).contains {
      $0.header.subject == header.subject && $0.header.sequence > header.sequence
        && withdrawals.contains($0.header.typeCode) && applied.contains($0.header.position)
    }
  }
}
