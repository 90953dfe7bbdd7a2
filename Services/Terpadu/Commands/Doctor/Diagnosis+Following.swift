import Domain
import Events
import ServiceRuntime

/// Links between services, and what waits because of them.
extension Diagnosis {
  /// A link that is catching up by more records than this is told.
  private static let lagMax: UInt64 = 10_000
  /// A service needs this long to hear of what it follows.
  private static let connectingSeconds = 10.0
  private static let waitingSeconds = (warning: 60.0, error: 3_600.0)

  var links: [DoctorItem] {
    let problems = facts.here.flatMap { service -> [DoctorItem] in
      if let answer = facts.answers[service] {
        return answer.status.links.compactMap { problem(of: $0, by: service, answer) }
      }
      // Not running: what its file says about what will happen at its start.
      return (facts.surveys[service]?.links ?? []).compactMap { link in
        link.reason.map {
          stopped(service, link.source, reason: $0, position: link.position)
        }
      }
    }
    return wellIfAllAnswer("links", problems)
  }

  /// Whose state of now nobody can tell: only what their files have.
  var silent: [ServiceName] { facts.here.filter { facts.answers[$0] == nil } }

  /// That a topic is well can be said only when everybody was asked.
  private func wellIfAllAnswer(_ word: String, _ problems: [DoctorItem]) -> [DoctorItem] {
    problems.isEmpty && silent.isEmpty ? [.ok(word)] : problems
  }

  var unknown: [DoctorItem] {
    guard !silent.isEmpty else { return [] }
    return [
      .problem(
        "state-unknown", .warning,
        ["services": silent.map(\.rawValue).joined(separator: ", ")])
    ]
  }

  private func problem(
    of link: ServiceStatus.Link, by service: ServiceName, _ answer: DoctorFacts.Answer
  ) -> DoctorItem? {
    switch link.state {
    case "stopped":
      return stopped(service, link.source, reason: link.reason ?? "", position: link.position)
    case "down":
      return .problem(
        "link-down", .error, service: service, source: link.source,
        ["seconds": String((link.silenceMilliseconds ?? 0) / 1000)])
    case "connecting":
      let since = answer.status.startedAt.timestamp ?? answer.receivedAt
      let seconds = facts.seconds(from: since, to: answer.receivedAt)
      guard seconds > Diagnosis.connectingSeconds else { return nil }
      return .problem(
        "link-down", .error, service: service, source: link.source,
        ["seconds": Diagnosis.whole(seconds)])
    default:
      guard let lag = link.lag, lag > Diagnosis.lagMax else { return nil }
      return .problem(
        "link-lag", .warning, service: service, source: link.source, ["count": String(lag)])
    }
  }

  /// The way out depends on why it stopped.
  private func stopped(
    _ service: ServiceName, _ source: ServiceName, reason: String, position: UInt64
  ) -> DoctorItem {
    let known = ["fork", "older-head", "epoch", "other-log", "damaged"]
    var remedy = known.contains(reason) ? "link-\(reason)" : "link-fork"
    // Only services that run can adopt.
    if reason == "epoch", isStopped { remedy = "link-epoch-stopped" }
    return .problem(
      "link-stopped", .error, service: service, source: source, remedy: remedy,
      ["stop": reason, "sequence": String(position)])
  }

  var waiting: [DoctorItem] {
    let items = facts.here.flatMap { service in quarantined(at: service) + held(at: service) }
    return wellIfAllAnswer("waiting", items)
  }

  private func quarantined(at service: ServiceName) -> [DoctorItem] {
    var found: [(source: ServiceName, count: Int, since: Timestamp?)] = []
    if let answer = facts.answers[service] {
      found = answer.status.links.map {
        ($0.source, $0.quarantined, $0.quarantinedSince?.timestamp)
      }
    } else {
      found = (facts.surveys[service]?.links ?? []).map {
        ($0.source, $0.quarantined, $0.quarantinedSince)
      }
    }
    return found.filter { $0.count > 0 }.map { entry in
      .problem(
        "records-quarantined", .error, service: service, source: entry.source,
        ["count": String(entry.count), "at": entry.since.map { text($0) } ?? "–"])
    }
  }

  /// Of a service that runs: what waits in one that does not is waiting for its start.
  private func held(at service: ServiceName) -> [DoctorItem] {
    guard let answer = facts.answers[service] else { return [] }
    return answer.status.links.compactMap { link in
      guard link.held > 0, let since = link.heldSince?.timestamp,
        let state = overdue(facts.seconds(from: since, to: answer.receivedAt))
      else { return nil }
      return .problem(
        "records-held", state, service: service, source: link.source,
        ["count": String(link.held), "at": text(since)])
    }
  }

  /// A warning for some days, in which what was lost must be done again; a fact afterwards.
  private static let missingDays = 7.0

  /// What restored logs lack of what was applied here.
  var missing: [DoctorItem] {
    facts.here.flatMap { service in
      missingRecords(at: service).map { entry -> DoctorItem in
        let parameters = [
          "service": service.rawValue, "source": entry.source.rawValue,
          "count": String(entry.count), "at": entry.since.map { text($0) } ?? "–",
        ]
        let days = entry.since.map { facts.seconds(since: $0) / 86_400 } ?? 0
        guard days <= Diagnosis.missingDays else {
          return .ok("records-missing", service: service, parameters)
        }
        return .problem(
          "records-missing", .warning, service: service, source: entry.source, parameters)
      }
    }
  }

  private func missingRecords(
    at service: ServiceName
  ) -> [(source: ServiceName, count: Int, since: Timestamp?)] {
    let links: [(source: ServiceName, count: Int, since: Timestamp?)]
    if let answer = facts.answers[service] {
      links = answer.status.links.map { ($0.source, $0.missing ?? 0, $0.missingSince?.timestamp) }
    } else {
      links = (facts.surveys[service]?.links ?? []).map {
        ($0.source, $0.missing ?? 0, $0.missingSince)
      }
    }
    return links.filter { $0.count > 0 }
  }

  var timers: [DoctorItem] {
    let items = facts.here.compactMap { service -> DoctorItem? in
      let status = facts.answers[service]?.status
      let survey = facts.surveys[service]
      let count = status?.timersOverdue ?? survey?.timersOverdue ?? 0
      guard count > 0,
        let since = status.map({ $0.timersOverdueSince?.timestamp })
          ?? survey?.timersOverdueSince,
        let state = overdue(facts.seconds(since: since))
      else { return nil }
      return .problem(
        "timers-overdue", state, service: service,
        ["count": String(count), "at": text(since)])
    }
    return wellIfAllAnswer("timers", items)
  }

  private func overdue(_ seconds: Double) -> DoctorItem.State? {
    if seconds > Diagnosis.waitingSeconds.error { return .error }
    return seconds > Diagnosis.waitingSeconds.warning ? .warning : nil
  }

  /// Counters that tell of a socket that gave up: only a new start brings it back.
  var sockets: [DoctorItem] {
    facts.here.compactMap { service in
      guard let counters = facts.answers[service]?.status.counters else { return nil }
      let lost = (counters["doors-lost"] ?? 0) + (counters["publications-failed"] ?? 0)
      guard lost > 0 else { return nil }
      return .problem("sockets-lost", .error, service: service, ["count": String(lost)])
    }
  }
}
