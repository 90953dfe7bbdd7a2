import Domain
import Events
import Log

/// **Positions.** Each follower stands at the head of each log that it follows, with that record's
/// hash. Each record up to there was applied once or waits, and not both; the effects that stand in the
/// follower's own log are of records that it applied. What waits, waits in the end for a record in quarantine.
struct PositionRule {
  let country: Country

  func violations() -> [Violation] {
    ServiceName.allCases.flatMap { service -> [Violation] in
      guard let file = country.files[service] else { return [] }
      return service.follows.flatMap { source in
        cursor(of: file, in: source) + effects(of: file, of: source)
      } + waiting(in: file)
    }
  }

  private func cursor(of file: ServiceFile, in source: ServiceName) -> [Violation] {
    guard let head = country.files[source]?.head else { return [] }
    let place = "\(file.service.rawValue) in \(source.rawValue)"
    guard let cursor = file.cursors[source] else {
      return head.sequence == 0
        ? [] : [Violation(.positions, "\(place): no position, the head is \(head.sequence)")]
    }
    if cursor.sequence != head.sequence {
      return [
        Violation(.positions, "\(place): position \(cursor.sequence), the head is \(head.sequence)")
      ]
    }
    guard cursor.log == head.log, cursor.epoch == head.epoch, cursor.hash == head.hash else {
      return [Violation(.positions, "\(place): another log, epoch or hash at \(cursor.sequence)")]
    }
    return []
  }

  private func effects(of file: ServiceFile, of source: ServiceName) -> [Violation] {
    let applied = file.applied[source] ?? []
    let held = file.heldNumbers(of: source)
    let all = (applied + held).sorted()
    let position = file.cursors[source]?.sequence ?? 0
    var violations: [Violation] = []
    if all != Array(stride(from: 1, through: position, by: 1)) {
      let missing = Set(1..<position + 1).subtracting(all).sorted()
      let twice = Set(applied).intersection(held).sorted()
      violations.append(
        Violation(
          .positions,
          "\(file.service.rawValue) of \(source.rawValue): up to \(position) not accounted for "
            + "are \(missing), applied and held \(twice), beyond \(all.filter { $0 > position })"))
    }
    return violations
  }

  // MARK: What waits

  private func waiting(in file: ServiceFile) -> [Violation] {
    file.held.filter { !isQuarantined($0, in: file, depth: 0) }.map { held in
      Violation(
        .positions,
        "\(file.service.rawValue): \(held.source) \(held.record.header.sequence) waits for nothing "
          + "(\(held.reason))")
    }
  }

  /// Whether what a record waits for is, in the end, a record in quarantine.
  private func isQuarantined(_ held: HeldRecord, in file: ServiceFile, depth: Int) -> Bool {
    let header = held.record.header
    // Causes lead back through the services.
    guard depth < 64 else { return false }
    switch held.reason {
    case .fault:
      return true
    case .order:
      return file.held.contains { other in
        other.source == held.source && other.record.header.subject == header.subject
          && other.record.header.sequence < header.sequence
          && isQuarantined(other, in: file, depth: depth + 1)
      }
    case .cause(let position):
      return file.held.contains { other in
        other.record.header.position == position && other.record.header.subject == header.subject
          && isQuarantined(other, in: file, depth: depth + 1)
      }
    }
  }
}
