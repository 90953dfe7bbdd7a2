import Domain
import Events
import Log

/// **Recipients.** Every accepted version of a finding that must be told makes watch raise one alert,
/// to exactly those whom the oracle names and those who were told of any earlier version, each in its
/// strongest role; a negative first test, what a finding in quarantine has not had applied, and what was
/// in quarantine when the finding was withdrawn are told to nobody. A confidential finding reaches the named group until it is opened. The first alert opens the
/// finding's case, closing the finding closes it.
struct RecipientRule {
  let country: Country
  let circles: Circles

  func violations() -> [Violation] { circles.violations + contents() + cases() + alarms() }

  /// An alert tells of the version that made it, and refers to the alert before it.
  private func contents() -> [Violation] {
    let steps = Dictionary(
      country.steps.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    var last: [ID<Finding>: ID<Alert>] = [:]
    var violations: [Violation] = []
    for alert in country.alerts {
      let content = alert.content
      let previous = last.updateValue(content.alert, forKey: content.finding)
      guard let number = country.cause(in: .findings, of: alert.cause), let step = steps[number]
      else { continue }
      let snapshot = step.snapshot
      let isRight =
        content.finding == snapshot.finding && content.findingNumber == snapshot.number
        && content.version == snapshot.version && content.state == snapshot.state
        && content.held == snapshot.held && content.reporter == snapshot.reporter
        && content.foundAt == snapshot.document.foundAt
        && content.receivedAt == step.header.time && content.occurredAt == step.occurredAt
        && content.product == snapshot.document.product?.name
        && content.reason == (step.kind == .withdrawn ? step.reason : nil)
      if !isRight {
        violations.append(Violation(.recipients, "\(alert) does not tell of \(step)"))
      }
      if content.refersTo != previous {
        violations.append(
          Violation(.recipients, "\(alert) does not refer to the alert before it"))
      }
    }
    return violations
  }

  private func cases() -> [Violation] {
    var violations: [Violation] = []
    let openings = Dictionary(
      country.openings.map { ($0.content.finding, $0) }, uniquingKeysWith: { first, _ in first })
    for alert in country.alerts
    where openings[alert.content.finding]?.content.caseNumber != alert.content.caseNumber {
      violations.append(
        Violation(.recipients, "\(alert) names case \(alert.content.caseNumber), not its own"))
    }
    let opened = openings.mapValues { country.cause(in: .findings, of: $0.cause) ?? 0 }
    let closed = country.steps.filter {
      $0.snapshot.state == .closed && opened[$0.snapshot.finding] ?? .max < $0.sequence
        && !country.isHeld($0.sequence, of: .findings, in: .watch)
    }
    let found = Set(
      country.closedCases.compactMap { country.cause(in: .findings, of: $0.cause) })
    let expected = closed.filter { found.contains($0.sequence) || !country.isOvertaken($0) }
      .map(\.sequence)
    if found.count != country.closedCases.count || found.sorted() != expected.sorted() {
      violations.append(
        Violation(
          .recipients,
          "cases were closed by the steps \(found.sorted()) of findings, not by \(expected)"))
    }
    return violations
  }

  /// Pusat is alarmed of an alert that has no reader, and of what findings put aside.
  private func alarms() -> [Violation] {
    var expected: [String] = []
    for alert in country.alerts where !alert.content.recipients.contains(where: \.news) {
      guard let step = country.cause(in: .findings, of: alert.cause) else { continue }
      expected.append("no-recipients by findings \(step)")
    }
    for event in country.quarantined[.findings] ?? []
    where !country.isHeld(event.sequence, of: .findings, in: .watch) {
      expected.append("record-quarantined by findings \(event.sequence)")
    }
    for event in country.stops[.findings] ?? []
    where !country.isHeld(event.sequence, of: .findings, in: .watch) {
      expected.append("link-stopped by findings \(event.sequence)")
    }
    let found = country.alarms.map { alarm in
      "\(alarm.data.word) by findings \(country.cause(in: .findings, of: alarm.cause) ?? 0)"
    }
    guard found.sorted() != expected.sorted() else { return [] }
    return [
      Violation(
        .recipients, "watch raised the alarms \(found.sorted()), not \(expected.sorted())")
    ]
  }
}
