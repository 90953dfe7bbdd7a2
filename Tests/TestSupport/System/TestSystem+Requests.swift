import Bus
package import Domain
package import Events
import ServiceRuntime

/// What people and systems ask of the services, as one line each.
extension TestSystem {
  /// Sends a query to a service on `ipc`.
  package nonisolated func query<Answer: Decodable & Sendable>(
    _ service: ServiceName, _ name: RequestName, as unit: UnitID? = nil,
    _ parameters: [String: String] = [:], document: [UInt8]? = nil,
    answer: Answer.Type = Answer.self
  ) async throws -> Answer {
    try await client.ask(
      RequestHead(.query, name, as: unit, parameters: parameters),
      at: directory.address(of: service).door, document: document)
  }

  /// Sends a command to a service on `ipc`.
  /// - Parameter command: its id; a new one otherwise.
  @discardableResult
  package nonisolated func command<Answer: Decodable & Sendable>(
    _ service: ServiceName, _ name: RequestName, as unit: UnitID?,
    _ parameters: [String: String] = [:], document: [UInt8]? = nil, command: String? = nil,
    answer: Answer.Type = Answer.self
  ) async throws -> Answer {
    let id = if let command { command } else { await nextCommandID() }
    return try await client.ask(
      RequestHead(.command, name, as: unit, commandID: id, parameters: parameters),
      at: directory.address(of: service).door, document: document)
  }

  // MARK: Findings

  @discardableResult
  package nonisolated func report(
    _ finding: SampleFinding, by unit: UnitID, command: String? = nil
  ) async throws -> ReportAnswer {
    try await self.command(
      .findings, .reportFinding, as: unit, document: try finding.json(), command: command)
  }

  @discardableResult
  package nonisolated func amend(
    _ finding: ID<Finding>, to document: SampleFinding, by unit: UnitID
  ) async throws -> FindingChangeAnswer {
    try await command(
      .findings, .amendFinding, as: unit, ["finding": finding.description],
      document: try document.json())
  }

  /// A result of the laboratory.
  /// - Parameter at: when it was issued, in RFC 3339; now otherwise.
  @discardableResult
  package nonisolated func recordLaboratory(
    _ result: TestResult, of finding: ID<Finding>, by unit: UnitID, at: String? = nil
  ) async throws -> FindingChangeAnswer {
    var parameters = [
      "finding": finding.description, "kind": TestKind.lab.rawValue, "result": result.rawValue,
    ]
    if let at { parameters["at"] = at }
    return try await command(.findings, .recordTest, as: unit, parameters)
  }

  @discardableResult
  package nonisolated func withdraw(
    _ finding: ID<Finding>, by unit: UnitID, reason: String = "salah uji"
  ) async throws -> FindingChangeAnswer {
    try await command(
      .findings, .withdrawFinding, as: unit,
      ["finding": finding.description, "reason": reason])
  }

  @discardableResult
  package nonisolated func open(
    _ finding: ID<Finding>, by unit: UnitID
  ) async throws -> FindingChangeAnswer {
    try await command(.findings, .openFinding, as: unit, ["finding": finding.description])
  }

  // MARK: The other services

  @discardableResult
  package nonisolated func designate(
    _ loka: UnitID, under coordinator: UnitID, from: String, decree: String
  ) async throws -> RegistryChangeAnswer {
    try await command(
      .registry, .designate, as: nil,
      [
        "unit": loka.rawValue, "coordinator": coordinator.rawValue, "from": from,
        "decree": decree,
      ])
  }

  package nonisolated func explain(_ finding: ID<Finding>) async throws -> Explanation {
    try await query(.watch, .explain, ["finding": finding.description])
  }

  package nonisolated func status(_ service: ServiceName) async throws -> ServiceStatus {
    try await query(service, .status)
  }

  package nonisolated func link(_ link: Link) async throws -> ServiceStatus.Link {
    let status = try await status(link.follower)
    guard let found = status.links.first(where: { $0.source == link.source }) else {
      throw TestFault("\(link.follower.rawValue) does not follow \(link.source.rawValue)")
    }
    return found
  }

  package nonisolated func inbox(_ unit: UnitID) async throws -> [InboxEntry] {
    let answer: InboxAnswer = try await query(
      .notifier, .readInbox, ["unit": unit.rawValue, "limit": "1000"])
    return answer.entries
  }

  /// The tasks of a finding, sorted by unit.
  package nonisolated func tasks(of finding: ID<Finding>) async throws -> [TaskView] {
    let answer: TaskListAnswer = try await query(.liaison, .listTasks, ["limit": "1000"])
    return answer.tasks.filter { $0.finding == finding }.sorted { $0.unit < $1.unit }
  }

  /// The tasks of a finding as `unit state term`, sorted by unit.
  package nonisolated func terms(of finding: ID<Finding>) async throws -> [String] {
    try await tasks(of: finding).map { "\($0.unit) \($0.state.rawValue) \($0.dueAt)" }
  }

  /// Every message about a finding in every mailbox of the country, oldest first in each, as
  /// `unit kind role`; sorted by unit.
  package nonisolated func told(_ finding: ID<Finding>) async throws -> [String] {
    while true {
      let deliveries = try await deliveries(of: finding)
      var lines: [String] = []
      for unit in Set(deliveries.map(\.unit)).sorted() {
        let entries = try await inbox(unit).filter { $0.finding == finding }
        lines += entries.map { "\(unit) \($0.kind.rawValue) \($0.role ?? "-")" }
      }
      if lines.count == deliveries.count { return lines }
      // Each is asked of the file as it is by then: a message may have come between two questions.
      guard try await self.deliveries(of: finding).count > deliveries.count else {
        throw TestFault("the ledger has \(deliveries.count) messages, mailboxes \(lines)")
      }
    }
  }

  private nonisolated func deliveries(
    of finding: ID<Finding>
  ) async throws -> [TraceAnswer.Delivery] {
    let trace: TraceAnswer = try await query(
      .notifier, .trace, ["subject": finding.description])
    return trace.deliveries
  }
}
