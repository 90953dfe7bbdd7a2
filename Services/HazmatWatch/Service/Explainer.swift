import Domain
import Events
import ServiceRuntime

/// What people ask of watch.
struct WatchQueries: ServiceQueries {
  let registry: RegistryView

  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    try WatchQueries.routes.answer(
      request, by: Asked(registry: registry, request: request, query: query))
  }

  /// One query with what it is answered from.
  private struct Asked {
    let registry: RegistryView
    let request: Request
    let query: QueryContext

    func explainer(_ state: RegistryState) -> Explainer {
      Explainer(
        store: WatchStore(database: query.database), registry: state, now: query.time,
        request: request)
    }
  }

  private static let routes = RequestRoutes<Asked>()
    .on(ExplainFinding.self) {
      try $0.explainer(try $0.registry.state(in: $0.query)).explain($1)
    }
    .on(SimulateFinding.self) { asked, _ in
      try asked.explainer(try asked.registry.completeState(in: asked.query)).simulate()
    }

  func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }

  func rightsSubject(of finding: ID<Finding>, in query: QueryContext) throws -> RightsSubject? {
    try WatchStore(database: query.database).rightsSubject(of: finding)
  }
}

/// Answers who was told of a finding and why, from the frozen circle, and who would be told of one
/// that is not sent.
struct Explainer {
  let store: WatchStore
  let registry: RegistryState
  let now: Timestamp
  let request: Request

  func explain(_ query: ExplainFinding) throws -> Explanation {
    let reference = query.finding
    guard let snapshot = try store.finding(reference),
      let subject = try store.rightsSubject(of: snapshot.finding),
      request.rights(in: registry, at: now).may(.explain, subject)
    else {
      throw Refusal(
        .notFound, field: "finding", rule: "not-yet-known", ["value": String(reference.prefix(64))])
    }
    if let alert = try store.alert(of: snapshot.finding, version: query.version) {
      return Explanation(
        finding: alert.finding, number: alert.findingNumber, version: alert.version,
        state: alert.state, held: alert.held, riskClass: alert.riskClass, flags: alert.flags,
        recipients: alert.recipients, notTold: alert.notTold)
    }
    if let version = query.version, version != snapshot.version {
      throw Refusal(
        .notFound, field: "version", rule: "no-alert-of-version",
        ["version": String(version), "latest": String(snapshot.version)])
    }
    return Explanation(
      finding: snapshot.finding, number: snapshot.number, version: snapshot.version,
      state: snapshot.state, held: snapshot.held,
      riskClass: RiskClass(snapshot.document.substance), flags: snapshot.flags, recipients: [],
      notTold: [])
  }

  func simulate() throws -> Explanation {
    let unit = try request.requireUnit()
    let document = try FindingDocument(json: request.document, now: now, vocabulary: registry)
    let snapshot = FindingSnapshot(
      finding: ID(bytes: .zero), number: "", version: 1,
      state: FindingState(firstTest: document.test), reporter: unit, receivedAt: now,
      document: document, held: document.confidential, flags: document.flags(in: registry))
    let decision = Alerting.decide(snapshot, occurredAt: now, in: registry)
    let recipients = snapshot.state.isSent ? decision.recipients : []
    return Explanation(
      finding: nil, number: nil, version: 1, state: snapshot.state, held: snapshot.held,
      riskClass: decision.riskClass, flags: decision.flags,
      recipients: recipients.map { AlertRecipient($0, kind: .alert) },
      notTold: decision.notTold)
  }
}
