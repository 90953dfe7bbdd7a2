import Domain
import Events
import Log
import RoutingOracle

/// Who must hear of each step of each finding, computed by the oracle and by who was told before.
///
/// Each alert must be right by the registry on which it says that it rests. That is at least as new as the
/// one with which the finding was checked, and never goes back.
struct Circles {
  /// What an alert must be.
  struct Expected {
    var announcement: Announcement
    /// Sorted.
    var entries: [CircleEntry]
    /// Whom the rules reach now, with the strongest role; without those who were only told before.
    var circle: [UnitID: RecipientRole]
    /// The last of the registry's facts that this rests on.
    var registry: UInt64
  }

  /// By the number of the step in findings' log; steps of which nobody hears are left out.
  private(set) var announcements: [UInt64: Announcement] = [:]
  /// By the place of the alert in watch's log, or in one that was replaced, where it is right.
  private(set) var expected: [LogPosition: Expected] = [:]
  private(set) var violations: [Violation] = []

  private let country: Country
  private let steps: [UInt64: RecordedStep]
  /// Who was told of each finding, and whether they got a message of it.
  private var told: [ID<Finding>: [UnitID: CircleEntry]] = [:]
  private var oracles: [UInt64: RoutingOracle] = [:]

  init(_ country: Country) {
    self.country = country
    steps = Dictionary(
      country.steps.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    announce()
    for alerts in country.lost.alertLogs {
      var past = self
      _ = past.walk(alerts)
      expected.merge(past.expected) { first, _ in first }
      violations += past.violations
    }
    let answered = walk(country.alerts)
    findUntold(answered)
  }

  func oracle(at registry: UInt64) -> RoutingOracle {
    oracles[registry] ?? makeOracle(registry)
  }

  private mutating func announce() {
    var findings: [ID<Finding>: Telling] = [:]
    for step in country.steps where !country.isHeld(step.sequence, of: .findings, in: .watch) {
      announcements[step.sequence] =
        findings[step.snapshot.finding, default: Telling()].announcement(of: step)
    }
  }

  /// - Returns: for the number of each step that was told, that of its alert.
  private mutating func walk(_ alerts: [RecordedAlert]) -> [UInt64: UInt64] {
    var registry: UInt64 = 0
    var answered: [UInt64: UInt64] = [:]
    var last: [ID<Finding>: UInt64] = [:]
    for alert in alerts {
      guard let number = country.cause(in: .findings, of: alert.cause), let step = steps[number]
      else {
        violations.append(Violation(.recipients, "\(alert) rests on no step of a finding"))
        continue
      }
      if let other = answered.updateValue(alert.sequence, forKey: number) {
        violations.append(
          Violation(.recipients, "\(step) was told twice: watch \(other) and \(alert.sequence)"))
      }
      if let earlier = last.updateValue(number, forKey: step.snapshot.finding), earlier > number {
        violations.append(
          Violation(.recipients, "\(alert) was raised after that of a later version"))
      }
      judge(alert, step, &registry)
    }
    return answered
  }

  private mutating func findUntold(_ answered: [UInt64: UInt64]) {
    for step in country.steps {
      guard let announcement = announcements[step.sequence], answered[step.sequence] == nil,
        !country.isOvertaken(step)
      else { continue }
      violations.append(
        Violation(.recipients, "\(step) was told to nobody, it is a \(announcement.rawValue)"))
    }
  }

  private mutating func judge(
    _ alert: RecordedAlert, _ step: RecordedStep, _ registry: inout UInt64
  ) {
    let rests = country.cause(in: .registry, of: alert.cause) ?? 0
    if rests < max(registry, country.cause(in: .registry, of: step.cause) ?? 0) {
      violations.append(
        Violation(.recipients, "\(alert) rests on an older registry than what it follows"))
    }
    registry = max(registry, rests)

    let entries = alert.content.recipients.map(CircleEntry.init).sorted()
    guard let announcement = announcements[step.sequence] else {
      if !entries.isEmpty {
        violations.append(Violation(.recipients, "\(step) was told, nobody must hear of it"))
      }
      return
    }
    let right = expect(
      announcement, step, country.facts.last { $0.sequence <= rests }?.sequence ?? 0)
    if right.entries == entries, announcement == alert.announcement {
      expected[alert.header.position] = right
    } else {
      violations.append(Violation(.recipients, difference(alert, entries, right)))
    }
    for entry in right.entries {
      told[step.snapshot.finding, default: [:]][entry.unit] = entry
    }
  }

  private mutating func expect(
    _ announcement: Announcement, _ step: RecordedStep, _ registry: UInt64
  ) -> Expected {
    let oracle = makeOracle(registry)
    oracles[registry] = oracle
    let snapshot = step.snapshot
    let roles =
      snapshot.held
      ? oracle.heldCircle(
        of: snapshot.document, reporter: snapshot.reporter, at: step.occurredAt)
      : oracle.circle(of: snapshot.document, reporter: snapshot.reporter, at: step.occurredAt)
    let circle = roles.compactMapValues { $0.max() }
    let earlier = told[snapshot.finding] ?? [:]
    var entries: [CircleEntry] = []
    for unit in Set(circle.keys).union(earlier.keys) {
      guard let role = circle[unit] ?? earlier[unit]?.role else { continue }
      let isFirst = earlier[unit] == nil
      entries.append(
        CircleEntry(
          unit: unit, role: role,
          kind: isFirst && announcement == .update ? .alert : announcement,
          news: unit != step.by || earlier[unit]?.news == true))
    }
    if announcement == .withdrawal, earlier.isEmpty { entries = [] }
    return Expected(
      announcement: announcement, entries: entries.sorted(), circle: circle, registry: registry)
  }

  private func makeOracle(_ registry: UInt64) -> RoutingOracle {
    oracles[registry]
      ?? RoutingOracle(
        facts: country.facts.filter { $0.sequence <= registry }.map(\.fact))
  }

  private func difference(
    _ alert: RecordedAlert, _ entries: [CircleEntry], _ expected: Expected
  ) -> String {
    let missing = Set(expected.entries).subtracting(entries).sorted().map(\.description)
    let surplus = Set(entries).subtracting(expected.entries).sorted().map(\.description)
    var words = ["\(alert)"]
    if alert.announcement != expected.announcement {
      words.append("must be a \(expected.announcement.rawValue)")
    }
    if !missing.isEmpty { words.append("lacks \(missing.joined(separator: ", "))") }
    if !surplus.isEmpty { words.append("has besides \(surplus.joined(separator: ", "))") }
    if entries.count != Set(entries).count { words.append("names a unit twice") }
    return words.joined(separator: "; ")
  }
}
