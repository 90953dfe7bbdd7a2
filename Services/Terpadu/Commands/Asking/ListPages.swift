import Domain
import Events

/// Lists that a service answers page by page, read until so many rows are there as were asked for: a
/// page may end early, by its bytes or by what it looked at.
extension ServiceClient {
  func findings(_ list: ListFindings, as reader: UnitID?) async throws -> FindingListAnswer {
    var (list, whole) = (list, FindingListAnswer(findings: [], next: nil))
    let wanted = list.limit ?? 100
    repeat {
      let page = try await ask(list, as: reader)
      whole.findings += page.findings
      whole.next = page.next
      (list.after, list.limit) = (page.next, wanted - whole.findings.count)
    } while whole.next != nil && whole.findings.count < wanted
    return whole
  }

  func tasks(_ list: ListTasks, as reader: UnitID?) async throws -> TaskListAnswer {
    var (list, whole) = (list, TaskListAnswer(tasks: []))
    let wanted = list.limit ?? 200
    repeat {
      let page = try await ask(list, as: reader)
      whole.tasks += page.tasks
      whole.next = page.next
      (list.after, list.limit) = (page.next, wanted - whole.tasks.count)
    } while whole.next != nil && whole.tasks.count < wanted
    return whole
  }

  /// A finding with its whole history.
  func finding(_ reference: String, as reader: UnitID?) async throws -> FindingView {
    var whole = try await ask(ShowFinding(finding: reference), as: reader)
    while let next = whole.next {
      let page = try await ask(ShowFinding(finding: reference, after: Int64(next)), as: reader)
      whole.history += page.history
      whole.next = page.next
    }
    return whole
  }

  /// A task with the rest of its history, of which a step's answer has a page.
  func withHistory(_ task: TaskView, as reader: UnitID?) async throws -> TaskView {
    var whole = task
    while let next = whole.next {
      let page = try await ask(
        ShowTask(task: task.task.description, after: Int64(next)), as: reader)
      whole.history += page.history
      whole.next = page.next
    }
    return whole
  }

  /// What a service has in quarantine.
  func quarantine(of service: ServiceName) async throws -> QuarantineAnswer {
    var (list, whole) = (ListQuarantine(), QuarantineAnswer(entries: []))
    repeat {
      let page = try await ask(list, of: service)
      whole.entries += page.entries
      list.after = page.next
    } while list.after != nil
    return whole
  }

  /// The way of a finding through a service.
  func trace(of subject: ID<Finding>, through service: ServiceName) async throws -> TraceAnswer {
    var trace = TraceFinding(subject: subject)
    var whole = TraceAnswer(hops: [], applied: [])
    repeat {
      let page = try await ask(trace, of: service)
      whole.hops += page.hops
      whole.applied += page.applied
      whole.deliveries += page.deliveries
      trace.after = page.next
    } while trace.after != nil
    return whole
  }
}
