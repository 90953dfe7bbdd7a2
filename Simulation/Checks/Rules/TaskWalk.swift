import Domain
import Events
import Log
import RoutingOracle

/// The walk along liaison's events: each is lawful after those before it, and rests on an alert that
/// asks for it.
struct TaskWalk {
  /// The last event of each task.
  private(set) var tasks: [ID<FollowUpTask>: RecordedTask] = [:]
  private(set) var violations: [Violation] = []

  private let circles: Circles
  private let country: Country
  /// Lost ones as well: their tasks stay.
  private let alerts: [LogPosition: RecordedAlert]
  private let terms: TermTable
  /// Offices of BPOM.
  private let offices: Set<UnitID>

  init(_ country: Country, _ circles: Circles) {
    self.country = country
    self.circles = circles
    alerts = Dictionary(
      (country.alerts + country.lost.alerts).map { ($0.header.position, $0) },
      uniquingKeysWith: { first, _ in first })
    terms = TermTable(country.facts.map(\.fact))
    offices = Set(
      country.facts.compactMap { _, fact in
        guard case .unit(let unit) = fact, unit.kind == .headOffice || unit.kind.isFieldOffice
        else { return nil }
        return unit.id
      })
  }

  mutating func take(_ event: RecordedTask) {
    let before = tasks[event.snapshot.task]
    switch event.kind {
    case .created(let from): create(event, from: from)
    case .changed(let previous): change(event, before, previously: previous)
    case .noted:
      if before?.snapshot != event.snapshot || !mayNote(event) {
        report("\(event) was noted on by \(event.by?.rawValue ?? "nobody"), or changed by it")
      }
    case .rescheduled:
      if before?.snapshot.isPending != true || event.snapshot.state != before?.snapshot.state {
        report("\(event) was rescheduled, and is not open")
      }
      checkTerm(event)
    case .overdue:
      if before?.snapshot != event.snapshot { report("\(event) is overdue and changed") }
    }
    if let before, !isSame(before.snapshot, event.snapshot) {
      report("\(event) became another task than liaison \(before.sequence)")
    }
    tasks[event.snapshot.task] = event
  }

  // MARK: Creation

  private mutating func create(_ event: RecordedTask, from: ID<FollowUpTask>?) {
    let task = event.snapshot
    if tasks[task.task] != nil { report("\(event) was created twice") }
    let others = tasks.values.map(\.snapshot).filter {
      $0.finding == task.finding && $0.unit == task.unit
        && ($0.isPending || $0.state == .completed)
    }
    if let other = others.first {
      report("\(event) is a second task of its unit beside \(other.number)")
    }
    if task.state != .open { report("\(event) begins \(task.state.rawValue)") }
    if let from { return redirect(event, from: from) }
    guard let alert = alert(of: event) else { return report("\(event) rests on no alert") }
    let content = alert.content
    if alert.announcement == .withdrawal || content.state == .closed {
      report("\(event) was created by the \(alert)")
    }
    if let expected = circles.expected[alert.header.position], expected.circle[task.unit] != .action
    {
      report("\(event) is of a unit that need not act by the \(alert)")
    }
    let isRight =
      task.finding == content.finding && task.findingNumber == content.findingNumber
      && task.caseID == content.caseID && task.receivedAt == content.receivedAt
      && task.product == content.product && task.substance == content.substance
      && task.createdAt == event.header.time && task.confidential == content.confidential
    if !isRight { report("\(event) does not tell of the \(alert)") }
    let registry = country.cause(in: .registry, of: event.cause) ?? 0
    let zone = circles.oracle(at: registry).zone(of: task.unit)
    if task.zone != zone {
      report("\(event) has a term in \(task.zone.rawValue), its unit is in \(zone.rawValue)")
    }
    checkTerm(event)
  }

  private mutating func redirect(_ event: RecordedTask, from: ID<FollowUpTask>) {
    guard let source = tasks[from]?.snapshot, source.state == .redirected else {
      return report("\(event) was redirected from a task that was not")
    }
    let task = event.snapshot
    let isRight =
      source.finding == task.finding && source.dueAt == task.dueAt && source.zone == task.zone
      && source.confidential == task.confidential
      && task.confidential?.contains(task.unit) != false
      && source.receivedAt == task.receivedAt && source.unit != task.unit
    if !isRight { report("\(event) has another finding or term than \(source.number)") }
  }

  private mutating func checkTerm(_ event: RecordedTask) {
    let task = event.snapshot
    let term = TermTable.Term(dueAt: task.dueAt, provisional: task.provisional)
    if !terms.terms(from: task.receivedAt, in: task.zone).contains(term) {
      report("\(event) is due \(task.dueAt.rfc3339(in: task.zone)), by no table of holidays")
    }
  }

  // MARK: Steps

  private static let steps: [TaskState: [TaskState]] = [
    .accepted: [.open], .redirected: [.open, .accepted],
    .reported: [.open, .accepted, .reported], .completed: [.open, .accepted, .reported],
  ]

  private mutating func change(
    _ event: RecordedTask, _ before: RecordedTask?, previously: TaskState
  ) {
    let task = event.snapshot
    guard let before = before?.snapshot, before.state == previously else {
      return report("\(event) does not continue its task")
    }
    if let unit = event.by {
      let allowed = TaskWalk.steps[task.state] ?? []
      if unit != task.unit || !allowed.contains(before.state) {
        report("\(event) became \(task.state.rawValue) from \(before.state.rawValue) by \(unit)")
      }
      return
    }
    if task.state == before.state { return reveal(event, before) }
    guard let alert = alert(of: event), task.state == .cancelled, before.isPending else {
      return report("\(event) was changed by nobody and no alert")
    }
    let isNeeded = circles.expected[alert.header.position]?.circle[task.unit] == .action
    if alert.announcement != .withdrawal, isNeeded {
      report("\(event) was cancelled by the \(alert), by which its unit must act")
    }
  }

  /// Its own unit, or an office of BPOM; of a confidential task only one that knows of it.
  private func mayNote(_ event: RecordedTask) -> Bool {
    guard let unit = event.by else { return false }
    let group = event.snapshot.confidential
    return unit == event.snapshot.unit || group?.reporter == unit
      || offices.contains(unit) && group?.contains(unit) != false
  }

  /// Who may know of a task changes with its finding, by an alert, and nothing else does with it.
  private mutating func reveal(_ event: RecordedTask, _ before: TaskSnapshot) {
    var expected = before
    expected.confidential = alert(of: event)?.content.confidential
    if alert(of: event) == nil || event.snapshot != expected
      || before.confidential == expected.confidential
    {
      report("\(event) is known to others than before, by no alert")
    }
  }

  private func alert(of event: RecordedTask) -> RecordedAlert? {
    guard let position = country.position(in: .watch, of: event.cause) else { return nil }
    let alert = alerts[position]
    return alert?.content.finding == event.snapshot.finding ? alert : nil
  }

  /// What of a task never changes.
  private func isSame(_ one: TaskSnapshot, _ other: TaskSnapshot) -> Bool {
    one.number == other.number && one.unit == other.unit && one.finding == other.finding
      && one.createdAt == other.createdAt && one.receivedAt == other.receivedAt
      && one.zone == other.zone
  }

  private mutating func report(_ sentence: String) {
    violations.append(Violation(.tasks, sentence))
  }
}
