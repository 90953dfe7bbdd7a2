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
    let reader: LogReader
    let links: FollowedLinks
    let doors: [Door]
    let publisher: Publisher
    let mail: MailboxDoors
    let followers: FollowerPositions
    let logs: FollowedLogs
    let walBytes: @Sendable () -> Int
  }

  private let service: ServiceName
  private let logic: WriterConfined<any ServiceLogic>
  private let parts: Parts
  private let startedAt: Timestamp

  init(
    service: ServiceName, logic: WriterConfined<any ServiceLogic>, parts: Parts,
    startedAt: Timestamp
  ) {
    self.service = service
    self.logic = logic
    self.parts = parts
    self.startedAt = startedAt
  }

  /// - Returns: `nil` for a request that is the service's own.
  func answer(_ request: Request, in context: Context) throws -> (any Encodable)? {
    switch request.name {
    case .status: return try status(context)
    case .trace: return try trace(request, context)
    case .listQuarantine:
      try ServiceOperations.requireOperator(request)
      return try QuarantineList(transaction: context.transaction, reader: parts.reader).answer()
    case .retryQuarantine where request.head.kind == .command:
      try ServiceOperations.requireOperator(request)
      return try retry(context)
    case .listMissing:
      try ServiceOperations.requireOperator(request)
      return try MissingList(transaction: context.transaction, reader: parts.reader)
        .answer(after: Int64(try request.count("after", default: 0, in: 0...Int.max)))
    default: return nil
    }
  }

  private func status(_ context: Context) throws -> ServiceStatus {
    let head = context.transaction.head
    let waiting = try context.transaction.heldBySource()
    let missing = try context.transaction.missingBySource()
    let standing = try service.follows.map { source in
      var link = try link(to: source, waiting[source.rawValue] ?? HeldSummary(), context)
      link.missing = missing[source.rawValue]?.count ?? 0
      link.missingSince = missing[source.rawValue].map { TimeText($0.since) }
      return link
    }
    var status = ServiceStatus(
      service: service, pid: ProcessInfo.processInfo.processIdentifier,
      version: Terpadu.version, log: head.log, epoch: head.epoch, head: head.sequence,
      exercise: context.isExercise, startedAt: TimeText(startedAt), links: standing,
      followers: parts.followers.positions.mapValues(\.sequence), counters: counters())
    let timers = try context.transaction.overdue(at: context.time)
    status.time = TimeText(context.time)
    status.lastRecordAt = try parts.reader.lastRecordTime().map { TimeText($0) }
    status.timersOverdue = timers.count
    status.timersOverdueSince = timers.since.map { TimeText($0) }
    status.walBytes = parts.walBytes()
    return status
  }

  private func link(
    to source: ServiceName, _ waiting: HeldSummary, _ context: Context
  ) throws -> ServiceStatus.Link {
    let status = parts.links.status(of: source)
    var reason: String?
    if case .stopped(let stop)? = status?.state { reason = stop.word }
    var link = ServiceStatus.Link(
      source: source, state: status?.state.word ?? "connecting", reason: reason,
      position: try context.applied(source)?.sequence ?? 0, head: status?.advertisedHead,
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

  private func trace(_ request: Request, _ context: Context) throws -> TraceAnswer {
    let subject = try request.require("subject")
    guard let finding = ID<Finding>(subject) else {
      throw Refusal.invalid("subject", "not-a-uuid", ["value": String(subject.prefix(64))])
    }
    let hops = try parts.reader.records(subject: finding.bytes).map { record in
      let header = record.header
      let head = try EventCoding.decode(EventHead.self, from: record.payload)
      return TraceHop(
        service: service, log: header.log, sequence: header.sequence, type: head.type,
        committedAt: TimeText(header.time),
        publishedAt: try parts.reader.publishedAt(sequence: header.sequence).map { TimeText($0) },
        cause: header.causes)
    }
    let applied = try parts.reader.applied(subject: finding.bytes).compactMap { entry in
      ServiceName(rawValue: entry.source).map {
        TraceHop.Application(
          source: $0, sequence: entry.sequence, at: TimeText(entry.appliedAt))
      }
    }
    return TraceAnswer(
      hops: hops, applied: applied, deliveries: try logic.value.deliveries(of: finding, in: context)
    )
  }

  private func retry(_ context: Context) throws -> QuarantineRetried {
    let applied = try parts.logs.retryQuarantined(in: context.transaction)
    let counts = try context.transaction.heldCounts()
    let result = QuarantineRetried(applied: applied, remaining: counts.fault)
    try context.append(result, subject: .zero)
    return result
  }

  /// Only the local operator looks into the quarantine, and decides about restored logs.
  static func requireOperator(_ request: Request) throws {
    guard let unit = request.head.unit else { return }
    throw Refusal(.forbidden, field: "as", rule: "operators-only", ["unit": unit.rawValue])
  }
}

/// The program.
package enum Terpadu {
  package static let version = "0.1.0"
}
