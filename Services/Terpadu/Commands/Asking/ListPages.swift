import Domain
import Events

/// Lists that a service answers page by page, read until so many rows are there as were asked for: a
/// page may end early, by its bytes or by what it looked at.
extension ServiceClient {
  /// - Parameter limit: how many findings; 100 when it is not given.
  func findings(
    _ parameters: [String: String], as reader: UnitID?, limit: Int?
  ) async throws -> FindingListAnswer {
    var whole = FindingListAnswer(findings: [], next: nil)
    try await pages(parameters, limit: limit, default: 100) { parameters in
      let page: FindingListAnswer = try await ask(
        .findings, RequestHead(.query, .listFindings, as: reader, parameters: parameters))
      whole.findings += page.findings
      whole.next = page.next
      return (whole.findings.count, page.next)
    }
    return whole
  }

  /// - Parameter limit: how many tasks; 200 when it is not given.
  func tasks(
    _ parameters: [String: String], as reader: UnitID?, limit: Int?
  ) async throws -> TaskListAnswer {
    var whole = TaskListAnswer(tasks: [])
    try await pages(parameters, limit: limit, default: 200) { parameters in
      let page: TaskListAnswer = try await ask(
        .liaison, RequestHead(.query, .listTasks, as: reader, parameters: parameters))
      whole.tasks += page.tasks
      whole.next = page.next
      return (whole.tasks.count, page.next)
    }
    return whole
  }

  /// - Parameter ask: asks for a page; returns how many rows there are now and the next page's `after`.
  private func pages(
    _ parameters: [String: String], limit: Int?, default fallback: Int,
    _ ask: ([String: String]) async throws -> (count: Int, next: String?)
  ) async throws {
    var parameters = parameters
    let wanted = limit ?? fallback
    while true {
      let (count, next) = try await ask(parameters)
      guard let next, count < wanted else { return }
      parameters["after"] = next
      parameters["limit"] = String(wanted - count)
    }
  }

  /// A finding with its whole history.
  func finding(_ reference: String, as reader: UnitID?) async throws -> FindingView {
    var parameters = ["finding": reference]
    var whole: FindingView = try await ask(
      .findings, RequestHead(.query, .showFinding, as: reader, parameters: parameters))
    while let next = whole.next {
      parameters["after"] = String(next)
      let page: FindingView = try await ask(
        .findings, RequestHead(.query, .showFinding, as: reader, parameters: parameters))
      whole.history += page.history
      whole.next = page.next
    }
    return whole
  }

  /// A task with the rest of its history, of which a step's answer has a page.
  func withHistory(_ task: TaskView, as reader: UnitID?) async throws -> TaskView {
    var whole = task
    while let next = whole.next {
      let page: TaskView = try await ask(
        .liaison,
        RequestHead(
          .query, .showTask, as: reader,
          parameters: ["task": task.task.description, "after": String(next)]))
      whole.history += page.history
      whole.next = page.next
    }
    return whole
  }

  /// What a service has in quarantine.
  func quarantine(of service: ServiceName) async throws -> QuarantineAnswer {
    var whole = QuarantineAnswer(entries: [])
    var parameters: [String: String] = [:]
    repeat {
      let page: QuarantineAnswer = try await ask(
        service, RequestHead(.query, .listQuarantine, parameters: parameters))
      whole.entries += page.entries
      parameters["after"] = page.next.map { String($0) }
    } while parameters["after"] != nil
    return whole
  }

  /// The way of a finding through a service.
  func trace(of subject: String, through service: ServiceName) async throws -> TraceAnswer {
    var whole = TraceAnswer(hops: [], applied: [])
    var parameters = ["subject": subject]
    repeat {
      let page: TraceAnswer = try await ask(
        service, RequestHead(.query, .trace, parameters: parameters))
      whole.hops += page.hops
      whole.applied += page.applied
      whole.deliveries += page.deliveries
      parameters["after"] = page.next
    } while parameters["after"] != nil
    return whole
  }
}
