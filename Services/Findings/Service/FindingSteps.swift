import Domain
import Events
import Foundation
import Log
import ServiceRuntime

/// The commands on findings. Each checks, appends one event and stores the new version; a refusal
/// leaves nothing behind.
struct FindingSteps {
  let registry: RegistryState
  let context: Context
  let request: Request
  let unit: UnitID

  private var store: FindingStore { FindingStore(database: context.database) }

  // MARK: Report

  func report(_ command: ReportFinding) throws -> ReportAnswer {
    let document = try FindingDocument(
      json: request.document, now: context.time, vocabulary: registry)
    let id = identifier(for: document, command)
    let digest = FindingStore.digest(of: request.document, by: unit)
    if let known = try store.report(of: id) {
      guard known.digest == digest else {
        throw Refusal(.conflict, field: "id", rule: "finding-id-reused", ["id": id.description])
      }
      return answer(for: try store.find(id.description), sequence: known.record)
    }
    var snapshot = FindingSnapshot(
      finding: id, number: try store.nextNumber(at: context.time, epoch: context.epoch), version: 1,
      state: FindingState(firstTest: document.test), reporter: unit, receivedAt: context.time,
      document: document, held: document.confidential, flags: document.flags(in: registry))
    snapshot.owners = registry.owners(of: document)
    let position = try context.append(
      FindingReported(snapshot: snapshot, original: try original()), subject: id.bytes,
      cause: try context.registryCause())
    return answer(for: snapshot, sequence: position.sequence)
  }

  /// The document's own identifier, else the one that the client made, else a new one.
  private func identifier(
    for document: FindingDocument, _ command: ReportFinding
  ) -> ID<Finding> {
    document.id?.retyped() ?? command.finding ?? context.makeID(for: "finding", Finding.self)
  }

  private func original() throws(Refusal) -> String {
    guard let text = String(validating: request.document, as: UTF8.self) else {
      throw .invalid("file", "not-utf-8")
    }
    return text
  }

  private func answer(for snapshot: FindingSnapshot, sequence: UInt64) -> ReportAnswer {
    ReportAnswer(
      id: snapshot.finding, number: snapshot.number, version: snapshot.version,
      caseID: snapshot.finding.retyped(), state: snapshot.state, flags: snapshot.flags,
      position: LogPosition(
        log: context.transaction.head.log, sequence: sequence, epoch: context.epoch))
  }

  // MARK: Later steps

  func amend(_ command: AmendFinding) throws -> FindingChangeAnswer {
    var (snapshot, before) = try begin(.amend, of: command.finding)
    let document = try FindingDocument(
      json: request.document, now: context.time, vocabulary: registry)
    let amendment = try FindingAmendment(
      of: before.document, finding: before.finding.retyped(), state: before.state, by: document)
    let changes = amendment.changes.map(\.path)
    guard !changes.isEmpty else { throw Refusal(.conflict, rule: "nothing-changed") }
    snapshot.state = amendment.state
    snapshot.document = document
    snapshot.flags = document.flags(in: registry)
    snapshot.owners = registry.owners(of: document)
    let event = FindingAmended(
      snapshot: snapshot, by: unit, changes: changes,
      // Whom the group newly names hears of a confidential finding then.
      material: amendment.isMaterial || before.held && before.document.group != document.group,
      previousState: before.state, original: try original())
    return try finish(event, snapshot, changes: changes)
  }

  func test(_ command: RecordTest) throws -> FindingChangeAnswer {
    var (snapshot, before) = try begin(.test, of: command.finding)
    let at = command.at?.timestamp
    if let at {
      guard at <= context.time.adding(FindingDocument.clockSkewMax) else {
        throw Refusal.invalid("at", "in-the-future", ["value": at.rfc3339()])
      }
      guard at >= before.document.foundAt else {
        throw Refusal.invalid(
          "at", "before-finding",
          ["value": at.rfc3339(), "foundAt": before.document.foundAt.rfc3339()])
      }
    }
    let test = TestRecord(
      kind: command.kind, result: command.result, reportNumber: command.reportNo, at: at)
    snapshot.state = try before.state.after(.test(command.kind, command.result))
    let event = FindingTested(
      snapshot: snapshot, by: unit, test: test, previousState: before.state,
      occurredAt: at ?? context.time)
    return try finish(event, snapshot, changes: ["test"])
  }

  func withdraw(_ command: WithdrawFinding) throws -> FindingChangeAnswer {
    var (snapshot, before) = try begin(.withdraw, of: command.finding)
    snapshot.state = try before.state.after(.withdraw)
    let event = FindingWithdrawn(
      snapshot: snapshot, by: unit, reason: command.reason, previousState: before.state)
    return try finish(event, snapshot)
  }

  func close(_ command: CloseFinding) throws -> FindingChangeAnswer {
    var (snapshot, before) = try begin(.close, of: command.finding)
    snapshot.state = try before.state.after(.close)
    let event = FindingClosed(snapshot: snapshot, by: unit, previousState: before.state)
    return try finish(event, snapshot)
  }

  func open(_ command: OpenFinding) throws -> FindingChangeAnswer {
    var (snapshot, before) = try begin(.open, of: command.finding)
    snapshot.state = try before.state.after(.open)
    guard before.held else { throw Refusal(.conflict, rule: "not-held") }
    snapshot.held = false
    let event = FindingOpened(snapshot: snapshot, by: unit)
    return try finish(event, snapshot)
  }

  /// The finding as it is and as it will be: the next version, still unchanged.
  private func begin(
    _ step: FindingStep.Word, of reference: String
  ) throws -> (next: FindingSnapshot, before: FindingSnapshot) {
    let before = try store.find(reference)
    try require(step, on: before, named: reference)
    var next = before
    next.version += 1
    next.owners = registry.owners(of: before.document)
    return (next, before)
  }

  /// - Parameter reference: the finding's identifier or number, as it was asked for.
  private func require(
    _ step: FindingStep.Word, on snapshot: FindingSnapshot, named reference: String
  ) throws(Refusal) {
    let rights = request.rights(in: registry, at: context.time)
    guard !rights.may(Action(step), snapshot.rightsSubject) else { return }
    guard !rights.isOfUnknownUnit else {
      throw .invalid("as", "unknown-unit", ["unit": unit.rawValue])
    }
    guard rights.may(.showFinding, snapshot.rightsSubject) else {
      throw FindingStore.unknown(reference)
    }
    throw Refusal(
      .forbidden, field: "as", rule: "not-yours",
      ["unit": unit.rawValue, "step": step.rawValue, "reporter": snapshot.reporter.rawValue])
  }

  private func finish(
    _ event: some EventPayload, _ snapshot: FindingSnapshot, changes: [String] = []
  ) throws -> FindingChangeAnswer {
    let position = try context.append(
      event, subject: snapshot.finding.bytes, cause: try context.registryCause())
    return FindingChangeAnswer(
      id: snapshot.finding, number: snapshot.number, version: snapshot.version,
      state: snapshot.state, changes: changes, position: position)
  }
}

extension Action {
  init(_ step: FindingStep.Word) {
    switch step {
    case .test: self = .recordTest
    case .amend: self = .amendFinding
    case .open: self = .openFinding
    case .close: self = .closeFinding
    case .withdraw: self = .withdrawFinding
    }
  }
}
