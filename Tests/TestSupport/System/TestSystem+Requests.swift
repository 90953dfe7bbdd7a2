import Bus
package import Domain
package import Events
import ServiceRuntime

/// What people and systems ask of the services, as one line each.
extension TestSystem {
  /// Sends a query to its service on `ipc`.
  /// - Parameter service: to be named for what every service answers.
  package nonisolated func query<Content: Query>(
    _ content: Content, of service: ServiceName? = nil, as unit: UnitID? = nil,
    document: [UInt8]? = nil
  ) async throws -> Content.Answer {
    try await client.ask(
      RequestHead(content, as: unit), at: try door(of: content, service), document: document)
  }

  /// Sends a command to its service on `ipc`.
  /// - Parameters:
  ///   - service: to be named for what every service does.
  ///   - command: its id; a new one otherwise.
  @discardableResult
  package nonisolated func command<Content: Command>(
    _ content: Content, by service: ServiceName? = nil, as unit: UnitID?,
    document: [UInt8]? = nil, command: String? = nil
  ) async throws -> Content.Answer {
    let id = if let command { command } else { await nextCommandID() }
    return try await client.ask(
      RequestHead(content, as: unit, commandID: id), at: try door(of: content, service),
      document: document)
  }

  private nonisolated func door<Content: ServiceRequest>(
    of _: Content, _ service: ServiceName?
  ) throws -> Endpoint {
    guard let service = Content.service ?? service else {
      throw TestFault("\(Content.name.rawValue) of which service?")
    }
    return directory.address(of: service).door
  }

  // MARK: Findings

  @discardableResult
  package nonisolated func report(
    _ finding: SampleFinding, by unit: UnitID, command: String? = nil
  ) async throws -> ReportAnswer {
    try await self.command(
      ReportFinding(), as: unit, document: try finding.json(), command: command)
  }

  @discardableResult
  package nonisolated func amend(
    _ finding: ID<Finding>, to document: SampleFinding, by unit: UnitID
  ) async throws -> FindingChangeAnswer {
    try await command(
      AmendFinding(finding: finding.description), as: unit, document: try document.json())
  }

  /// A result of the laboratory.
  /// - Parameter at: when it was issued, in RFC 3339; now otherwise.
  @discardableResult
  package nonisolated func recordLaboratory(
    _ result: TestResult, of finding: ID<Finding>, by unit: UnitID, at: String? = nil
  ) async throws -> FindingChangeAnswer {
    let test = RecordTest(
      finding: finding.description, kind: .lab, result: result,
      at: try at.map { TimeText(try Timestamp(text: $0)) })
    return try await command(test, as: unit)
  }

  @discardableResult
  package nonisolated func withdraw(
    _ finding: ID<Finding>, by unit: UnitID, reason: String = "salah uji"
  ) async throws -> FindingChangeAnswer {
    try await command(WithdrawFinding(finding: finding.description, reason: reason), as: unit)
  }

  @discardableResult
  package nonisolated func open(
    _ finding: ID<Finding>, by unit: UnitID
  ) async throws -> FindingChangeAnswer {
    try await command(OpenFinding(finding: finding.description), as: unit)
  }

  // MARK: The other services

  @discardableResult
  package nonisolated func designate(
    _ loka: UnitID, under coordinator: UnitID, from: String, decree: String
  ) async throws -> RegistryChangeAnswer {
    let designation = DesignateCoordinator(
      unit: loka, coordinator: coordinator, from: TimeText(try Timestamp(text: from)),
      decree: decree)
    return try await command(designation, as: nil)
  }

  package nonisolated func explain(_ finding: ID<Finding>) async throws -> Explanation {
    try await query(ExplainFinding(finding: finding.description))
  }

  package nonisolated func status(_ service: ServiceName) async throws -> ServiceStatus {
    try await query(ShowStatus(), of: service)
  }

  package nonisolated func link(_ link: Link) async throws -> ServiceStatus.Link {
    let status = try await status(link.follower)
    guard let found = status.links.first(where: { $0.source == link.source }) else {
      throw TestFault("\(link.follower.rawValue) does not follow \(link.source.rawValue)")
    }
    return found
  }

  package nonisolated func inbox(_ unit: UnitID) async throws -> [InboxEntry] {
    let answer = try await query(ReadInbox(unit: unit, limit: 1000))
    return answer.entries
  }

  /// The tasks of a finding, sorted by unit.
  package nonisolated func tasks(of finding: ID<Finding>) async throws -> [TaskView] {
    let answer = try await query(ListTasks(limit: 1000))
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
    try await query(TraceFinding(subject: finding), of: .notifier).deliveries
  }
}
