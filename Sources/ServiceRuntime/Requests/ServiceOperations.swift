import Bus
import Domain
import Events
import Foundation
import Log

/// What every service answers: how it stands, the way of a finding through it, and what is in
/// quarantine.
final class ServiceOperations: Sendable {
  /// What a service is put together from, as far as it is asked about.
  struct Parts: Sendable {
    let isExercise: Bool
    let links: FollowedLinks
    let doors: [Door]
    let publisher: Publisher
    let publications: PublicationTimes
    let mail: MailboxDoors
    let followers: FollowerPositions
    let walBytes: @Sendable () -> Int
  }

  private let service: ServiceName
  private let queries: any ServiceQueries
  private let parts: Parts
  private let startedAt: Timestamp

  init(
    service: ServiceName, queries: any ServiceQueries, parts: Parts, startedAt: Timestamp
  ) {
    self.service = service
    self.queries = queries
    self.parts = parts
    self.startedAt = startedAt
  }

  /// Answers a query, on the thread that answers queries.
  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    try request.requireRight(in: try queries.registry(in: query), at: query.time)
    guard ServiceOperations.routes.has(request.name) else {
      return try queries.answer(request, in: query)
    }
    return try ServiceOperations.routes.answer(
      request, by: Asked(operations: self, request: request, query: query))
  }

  /// One query with those whom it is put to.
  private struct Asked {
    let operations: ServiceOperations
    let request: Request
    let query: QueryContext
  }

  private static let routes = RequestRoutes<Asked>()
    .on(ShowStatus.self) { asked, _ in try asked.operations.status(asked.query) }
    .on(TraceFinding.self) { asked, trace in
      let (operations, query) = (asked.operations, asked.query)
      let registry = try operations.queries.registry(in: query)
      var way = TraceQuery(
        service: operations.service, queries: operations.queries,
        publications: operations.parts.publications, query: query,
        rights: asked.request.rights(in: registry, at: query.time))
      return try way.answer(trace)
    }
    .on(ListQuarantine.self) { asked, list in
      try QuarantineList(snapshot: asked.query.snapshot).answer(list)
    }
    .on(ListMissing.self) { asked, list in
      try MissingList(snapshot: asked.query.snapshot).answer(list)
    }

  private func status(_ query: QueryContext) throws -> ServiceStatus {
    let snapshot = query.snapshot
    let head = snapshot.head
    let waiting = try snapshot.heldBySource()
    let missing = try snapshot.missingBySource()
    let standing = try service.follows.map { source in
      var link = try link(to: source, waiting[source.rawValue] ?? HeldSummary(), snapshot)
      link.missing = missing[source.rawValue]?.count ?? 0
      link.missingSince = missing[source.rawValue].map { TimeText($0.since) }
      return link
    }
    var status = ServiceStatus(
      service: service, pid: ProcessInfo.processInfo.processIdentifier,
      version: Terpadu.version, log: head.log, epoch: head.epoch, head: head.sequence,
      exercise: parts.isExercise, startedAt: TimeText(startedAt), links: standing,
      followers: parts.followers.positions.mapValues(\.sequence), counters: counters())
    let timers = try snapshot.overdue(at: query.time)
    status.time = TimeText(query.time)
    status.lastRecordAt = try snapshot.lastRecordTime().map { TimeText($0) }
    status.timersOverdue = timers.count
    status.timersOverdueSince = timers.since.map { TimeText($0) }
    status.walBytes = parts.walBytes()
    return status
  }

  private func link(
    to source: ServiceName, _ waiting: HeldSummary, _ snapshot: LogSnapshot
  ) throws -> ServiceStatus.Link {
    let status = parts.links.status(of: source)
    var reason: String?
    if case .stopped(let stop)? = status?.state { reason = stop.word }
    var link = ServiceStatus.Link(
      source: source, state: status?.state.word ?? "connecting", reason: reason,
      position: try snapshot.cursor(of: source.rawValue)?.sequence ?? 0,
      head: status?.advertisedHead,
      held: waiting.counts.cause + waiting.counts.order, quarantined: waiting.counts.fault,
      silenceMilliseconds: status?.silenceMilliseconds)
    link.heldSince = waiting.waitingSince.map { TimeText($0) }
    link.quarantinedSince = waiting.faultSince.map { TimeText($0) }
    return link
  }

  private func counters() -> [String: UInt64] {
    let atDoors = parts.doors.map(\.countersShown)
    let following = service.follows.compactMap { parts.links.status(of: $0) }
    let published = parts.publisher.countersShown
    let atMailboxes = parts.mail.counters
    func sum(_ values: [UInt64]) -> UInt64 { values.reduce(0, +) }
    return [
      "requests-dropped": sum(atDoors.flatMap(\.dropped.values)) + parts.followers.dropped,
      "requests-unknown-kind": sum(atDoors.map(\.unknownKinds)),
      "requests-forbidden": sum(atDoors.map(\.forbidden)),
      "requests-overloaded": sum(atDoors.map(\.overloaded)),
      "answers-oversize": sum(atDoors.map(\.oversizeAnswers)),
      "doors-lost": sum(atDoors.map(\.lostEndpoints)),
      "records-dropped": sum(
        following.flatMap(\.dropped.values) + following.map(\.counters.damaged)),
      "batches-failed": sum(following.map(\.counters.failedBatches)),
      "publications-dropped": published.dropped,
      "publications-oversize": published.oversize,
      "publications-failed": published.failures,
      "mailbox-malformed": sum(atMailboxes.map(\.malformed)),
      "mailbox-blocked": sum(atMailboxes.map(\.blocked)),
      "mailbox-unknown-session": sum(atMailboxes.map(\.unknownSession)),
    ]
  }
}

/// The program.
package enum Terpadu {
  package static let version = "0.1.0"
}
