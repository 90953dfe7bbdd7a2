import Domain
import Events
import Log
import RoutingOracle

/// **Tasks.** An alert gives each Pemda and ministry that must act by the oracle one task, unless it
/// has one; whoever need not act any more loses it, and a withdrawal cancels all that are not done. A task goes
/// through its lawful states; one that was redirected goes on at another unit with its term. A term ends 14
/// working days after findings received what made it.
struct TaskRule {
  let country: Country
  let circles: Circles

  func violations() -> [Violation] {
    var walk = TaskWalk(country, circles)
    for task in country.tasks { walk.take(task) }
    return walk.violations + needs(walk.tasks)
  }

  /// At the end each finding has the tasks that its last alert asks for. Closing leaves them as they
  /// are.
  private func needs(_ tasks: [ID<FollowUpTask>: RecordedTask]) -> [Violation] {
    let ofFinding = Dictionary(grouping: tasks.values.map(\.snapshot), by: \.finding)
    var last: [ID<Finding>: RecordedAlert] = [:]
    for alert in country.alerts
    where alert.content.state != .closed
      && !country.isHeld(alert.sequence, of: .watch, in: .liaison)
    {
      last[alert.content.finding] = alert
    }
    var violations: [Violation] = []
    for alert in last.values.sorted(by: { $0.sequence < $1.sequence }) {
      let tasks = ofFinding[alert.content.finding] ?? []
      if alert.announcement == .withdrawal {
        violations += tasks.filter(\.isPending).sorted { $0.number < $1.number }.map {
          Violation(.tasks, "\($0.number) of \($0.unit) is \($0.state.rawValue) after the \(alert)")
        }
        continue
      }
      for unit in units(of: alert).sorted()
      where !tasks.contains(where: { $0.unit == unit && $0.state != .cancelled }) {
        violations.append(Violation(.tasks, "\(unit) must act by the \(alert), and has no task"))
      }
    }
    return violations
  }

  private func units(of alert: RecordedAlert) -> Set<UnitID> {
    guard let expected = circles.expected[alert.header.position] else { return [] }
    return circles.oracle(at: expected.registry).taskUnits(
      in: expected.circle.mapValues { [$0] }, at: alert.header.time)
  }
}

extension TaskSnapshot {
  /// Whether somebody still has to do something.
  var isPending: Bool { [.open, .accepted, .reported].contains(state) }
}
