import Bus
import Domain
import Events
import Foundation
import Log

/// What every service answers: how it stands, the way of a finding through it, and retrying what is
/// in quarantine.
final class ServiceOperations: Sendable {
  private let service: ServiceName
  private let logic: WriterConfined<any ServiceLogic>
  private let reader: LogReader
  private let links: FollowedLinks
  private let doors: [Door]
  private let followers: FollowerPositions
  private let logs: FollowedLogs
  private let startedAt: Timestamp

  init(
    service: ServiceName, logic: WriterConfined<any ServiceLogic>, reader: LogReader,
    links: FollowedLinks, doors: [Door], followers: FollowerPositions, logs: FollowedLogs,
    startedAt: Timestamp
  ) {
    self.service = service
    self.logic = logic
    self.reader = reader
    self.links = links
    self.doors = doors
    self.followers = followers
    self.logs = logs
    self.startedAt = startedAt
  }

  /// - Returns: `nil` for a request that is the service's own.
  func answer(_ request: Request, in context: Context) throws -> (any Encodable)? {
    switch request.name {
    case .status: try status(context)
    case .trace: try trace(request, context)
    case .retryQuarantine where request.head.kind == .command: try retry(request, context)
    default: nil
    }
  }

  private func status(_ context: Context) throws -> ServiceStatus {
    let head = context.transaction.head
    let waiting = try context.transaction.heldCountsBySource()
    let standing = try service.follows.map { source in
      let status = links.status(of: source)
      var reason: String?
      if case .stopped(let stop)? = status?.state { reason = stop.word }
      let counts = waiting[source.rawValue] ?? HeldCounts()
      return ServiceStatus.Link(
        source: source, state: status?.state.word ?? "connecting", reason: reason,
        position: try context.applied(source)?.sequence ?? 0, head: status?.advertisedHead,
        held: counts.cause + counts.order, quarantined: counts.fault,
        silenceMilliseconds: status?.silenceMilliseconds)
    }
    return ServiceStatus(
      service: service, pid: ProcessInfo.processInfo.processIdentifier,
      version: Terpadu.version, log: head.log, epoch: head.epoch, head: head.sequence,
      exercise: context.isExercise, startedAt: TimeText(startedAt), links: standing,
      followers: followers.positions.mapValues(\.sequence), counters: counters())
  }

  private func counters() -> [String: UInt64] {
    let atDoors = doors.map(\.countersShown)
    let following = service.follows.compactMap { links.status(of: $0) }
    func sum(_ values: [UInt64]) -> UInt64 { values.reduce(0, +) }
    return [
      "requests-dropped": sum(atDoors.flatMap(\.dropped.values)) + followers.dropped,
      "requests-unknown-kind": sum(atDoors.map(\.unknownKinds)),
      "requests-forbidden": sum(atDoors.map(\.forbidden)),
      "requests-overloaded": sum(atDoors.map(\.overloaded)),
      "answers-oversize": sum(atDoors.map(\.oversizeAnswers)),
      "doors-lost": sum(atDoors.map(\.lostEndpoints)),
      "records-dropped": sum(
        following.flatMap(\.dropped.values) + following.map(\.counters.damaged)),
      "batches-failed": sum(following.map(\.counters.failedBatches)),
    ]
  }

  private func trace(_ request: Request, _ context: Context) throws -> TraceAnswer {
    let subject = try request.require("subject")
    guard let finding = ID<Finding>(subject) else {
      throw Refusal.invalid("subject", "not-a-uuid", ["value": String(subject.prefix(64))])
    }
    let hops = try reader.records(subject: finding.bytes).map { record in
      let header = record.header
      let head = try EventCoding.decode(EventHead.self, from: record.payload)
      return TraceHop(
        service: service, log: header.log, sequence: header.sequence, type: head.type,
        committedAt: TimeText(header.time),
        publishedAt: try reader.publishedAt(sequence: header.sequence).map { TimeText($0) },
        cause: head.cause)
    }
    let applied = try reader.applied(subject: finding.bytes).compactMap { entry in
      ServiceName(rawValue: entry.source).map {
        TraceHop.Application(
          source: $0, sequence: entry.sequence, at: TimeText(entry.appliedAt))
      }
    }
    return TraceAnswer(
      hops: hops, applied: applied, deliveries: try logic.value.deliveries(of: finding, in: context)
    )
  }

  private func retry(_ request: Request, _ context: Context) throws -> QuarantineRetried {
    if let unit = request.head.unit {
      throw Refusal(
        .forbidden, field: "as", rule: "operators-only", ["unit": unit.rawValue])
    }
    let applied = try logs.retryQuarantined(in: context.transaction)
    let counts = try context.transaction.heldCounts()
    let result = QuarantineRetried(applied: applied, remaining: counts.fault)
    try context.append(result, subject: .zero)
    return result
  }
}

/// The program.
public enum Terpadu {
  public static let version = "0.1.0"
}
