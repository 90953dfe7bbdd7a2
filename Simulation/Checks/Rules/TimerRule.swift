import Domain
import Events
import Log

/// **Timers.** A task that is open or accepted when its term ends is marked overdue once, not before
/// the end; a task that was cancelled, redirected, reported on or completed before it never is, nor one
/// whose withdrawal stood in watch's log before liaison was started: timers wait for what is on its way. At the
/// end no timer is due, each task that may still fall due has its timer, and there is no other.
struct TimerRule {
  let country: Country
  let history: CountryHistory

  private var now: Timestamp { history.now }

  private struct Term: Hashable {
    var task: ID<FollowUpTask>
    var dueAt: Timestamp
  }

  func violations() -> [Violation] {
    var violations: [Violation] = []
    var fired: Set<Term> = []
    var last: [ID<FollowUpTask>: TaskSnapshot] = [:]
    for event in country.tasks {
      let task = event.snapshot
      if case .overdue = event.kind {
        if !fired.insert(Term(task: task.task, dueAt: task.dueAt)).inserted {
          violations.append(Violation(.timers, "\(event) was marked overdue twice"))
        }
        if !mayFallDue(task) {
          violations.append(
            Violation(.timers, "\(event) was marked overdue and is \(task.state.rawValue)"))
        }
        if event.header.time <= task.dueAt {
          violations.append(Violation(.timers, "\(event) was marked overdue before its term ended"))
        }
      }
      last[task.task] = task
    }
    violations += hasty()
    return violations + timers(last.values.sorted { $0.number < $1.number }, fired)
  }

  /// What was marked overdue although liaison, since its start, could not know that it still stood.
  private func hasty() -> [Violation] {
    guard let watch = history.courses[.watch], let liaison = history.courses[.liaison] else {
      return []
    }
    let withdrawals = Dictionary(
      country.alerts.filter { $0.announcement == .withdrawal }.map { ($0.header.position, $0) },
      uniquingKeysWith: { first, _ in first })
    var violations: [Violation] = []
    var overdue: [ID<FollowUpTask>: RecordedTask] = [:]
    for event in country.tasks {
      if case .overdue = event.kind { overdue[event.snapshot.task] = event }
      guard event.snapshot.state == .cancelled, let early = overdue[event.snapshot.task],
        let place = country.position(in: .watch, of: event.cause), let alert = withdrawals[place],
        let time = watch.commits[alert.header.hash],
        let start = liaison.start(ofLifeWith: early.header), time < start,
        !wasPutAside(event.snapshot.finding)
      else { continue }
      violations.append(
        Violation(.timers, "\(early) was marked overdue, and the \(alert) was on its way"))
    }
    return violations
  }

  /// A withdrawal in quarantine, or behind a record that is, keeps no timer waiting.
  private func wasPutAside(_ finding: ID<Finding>) -> Bool {
    (country.quarantined[.liaison] ?? []).contains { $0.header.subject == finding.bytes }
  }

  private func timers(_ tasks: [TaskSnapshot], _ fired: Set<Term>) -> [Violation] {
    var violations: [Violation] = []
    var left = Dictionary(
      (country.files[.liaison]?.timers ?? []).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    for timer in left.values.sorted(by: { $0.id < $1.id }) where timer.dueAt <= now {
      violations.append(Violation(.timers, "the timer \(timer.id) is due and did not fire"))
    }
    for task in tasks {
      let id = "due:\(task.task)"
      let timer = left.removeValue(forKey: id)
      let hasFired = fired.contains(Term(task: task.task, dueAt: task.dueAt))
      let expected =
        mayFallDue(task) && !hasFired
        ? LogTimer(
          id: id, kind: "due", subject: task.task.bytes, dueAt: task.dueAt.adding(.seconds(1)))
        : nil
      if timer != expected {
        let words = timer == nil ? "has no timer" : "has a timer that it must not have"
        violations.append(Violation(.timers, "\(task.number) of \(task.unit) \(words)"))
      }
    }
    for id in left.keys.sorted() {
      violations.append(Violation(.timers, "the timer \(id) belongs to no task"))
    }
    return violations
  }

  private func mayFallDue(_ task: TaskSnapshot) -> Bool {
    task.state == .open || task.state == .accepted
  }
}
