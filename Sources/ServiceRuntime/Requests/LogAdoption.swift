import Bus
import Domain
import Events
import Log
import Security

/// Brings a service on again that follows a log which was restored: finds the last record that the
/// log and what was applied here have in common, and follows from there.
final class LogAdoption: Sendable {
  private let service: ServiceName
  private let logic: WriterConfined<any ServiceLogic>
  private let reader: LogReader
  private let links: FollowedLinks
  private let logs: FollowedLogs

  /// What is to be done about a log.
  struct Plan: Sendable {
    let source: ServiceName
    /// As the log's owner has it.
    let epoch: UInt64
    /// Where the log is followed from; `nil` when it is followed already as it is.
    let cursor: LogCursor?
    let position: UInt64
  }

  init(
    service: ServiceName, logic: WriterConfined<any ServiceLogic>, reader: LogReader,
    links: FollowedLinks, logs: FollowedLogs
  ) {
    self.service = service
    self.logic = logic
    self.reader = reader
    self.links = links
    self.logs = logs
  }

  /// Whether nothing is known to be still on its way from the logs that are followed.
  var areLogsSettled: Bool { links.areSettled }

  /// Asks the log's owner, and changes nothing.
  /// - Throws: `Refusal` when the log cannot be adopted as it is.
  func plan(_ adoption: AdoptLog) async throws -> Plan {
    let name = adoption.source
    guard let source = ServiceName(rawValue: name), service.follows.contains(source) else {
      throw Refusal(
        .invalid, field: "log", rule: "adopt-not-followed",
        ["source": String(name.prefix(64)), "service": service.rawValue])
    }
    do {
      return try await links.withProbe(of: source) { try await search(source, $0) }
    } catch let failure as RequestFailure {
      throw Refusal(
        .unavailable, rule: "adopt-no-answer",
        ["source": source.rawValue, "detail": "\(failure)"])
    }
  }

  private func search(_ source: ServiceName, _ probe: LogProbe) async throws -> Plan {
    let head = try await probe.head()
    guard let current = try reader.cursors()[source.rawValue] else {
      return Plan(source: source, epoch: head.epoch, cursor: nil, position: 0)
    }
    let words = [
      "source": source.rawValue, "service": service.rawValue,
      "epoch": String(head.epoch), "known": String(current.epoch),
    ]
    func refused(_ rule: String) -> Refusal {
      Refusal(.conflict, field: "log", rule: rule, words)
    }
    guard head.log == current.log else { throw refused("adopt-other-log") }
    guard head.epoch >= current.epoch else { throw refused("adopt-older-epoch") }
    if head.epoch == current.epoch {
      guard try await probe.agrees(at: current) else { throw refused("adopt-same-epoch") }
      return Plan(
        source: source, epoch: head.epoch, cursor: nil, position: current.sequence)
    }
    var place = LogCursor(startOf: head.log, epoch: head.epoch)
    // The last one's is known in any case: it stands in the position.
    let floor = min(
      try reader.lastUnknownHash(of: source.rawValue), max(current.sequence, 1) - 1)
    // Behind the place of an adoption that was not finished nothing is known any more.
    let known = min(current.sequence, try reader.adoptionPlace(of: source.rawValue) ?? .max)
    var steps = PrefixSearch(floor: floor, through: known, head: head.sequence)
    while let number = steps.probe {
      let hash =
        number == current.sequence
        ? current.hash : try reader.followedHash(of: number, source: source.rawValue)
      let candidate = LogCursor(
        log: head.log, epoch: head.epoch, sequence: number, hash: hash ?? .zero)
      let agrees = hash == nil ? false : try await probe.agrees(at: candidate)
      if agrees { place = candidate }
      steps.take(agrees: agrees)
    }
    // What an earlier version applied, and below the log's end, is not known well enough.
    guard floor == 0 || place.sequence > floor else { throw refused("adopt-unknown-prefix") }
    return Plan(
      source: source, epoch: head.epoch, cursor: place, position: place.sequence)
  }

  /// Does a portion of what takes long of a plan, on the writer's thread, while the log is not followed.
  /// - Returns: whether there may be more of it.
  func prepare(_ plan: Plan, in transaction: Transaction) throws -> Bool {
    guard let cursor = plan.cursor,
      try transaction.cursor(of: plan.source.rawValue)?.epoch ?? 0 < cursor.epoch
    else { return false }
    return try logs.prepareAdoption(cursor, of: plan.source.rawValue, in: transaction)
  }

  /// Carries the plan out on the writer's thread, while the log is not followed.
  func carryOut(_ plan: Plan, in context: Context) throws -> AdoptAnswer {
    var answer = AdoptAnswer(
      source: plan.source, adopted: false, epoch: plan.epoch, position: plan.position, missing: 0)
    // Another command may have done it since the owner was asked.
    guard let cursor = plan.cursor,
      try context.transaction.cursor(of: plan.source.rawValue)?.epoch ?? 0 < cursor.epoch
    else { return answer }
    answer.missing = try logs.adopt(cursor, of: plan.source.rawValue, in: context.transaction)
    try logic.value.forget(plan.source, after: cursor.sequence, in: context)
    try logs.releaseReached(in: context.transaction)
    try context.append(
      LogAdopted(
        source: plan.source,
        position: LogPosition(log: cursor.log, sequence: cursor.sequence, epoch: cursor.epoch),
        missing: answer.missing),
      subject: .zero)
    answer.adopted = true
    return answer
  }

  /// Runs `body` while the log is not followed: what was on its way to the writer is there by then.
  func whilePaused<Value>(
    _ plan: Plan, _ body: () async throws -> Value
  ) async throws -> Value {
    guard plan.cursor != nil else { return try await body() }
    await links.pause(plan.source)
    do {
      let value = try await body()
      try await links.resume(plan.source)
      return value
    } catch {
      try await links.resume(plan.source)
      throw error
    }
  }
}
