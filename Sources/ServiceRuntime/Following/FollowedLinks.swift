import Bus
import Domain
import Events
import Log
import Logging
import Synchronization

/// The logs that a service follows: takes their records to the writer's thread, and knows how each
/// link stands.
final class FollowedLinks: Sendable {
  /// What following takes, known from the start on.
  private struct Setup: Sendable {
    let endpoints: ServiceEndpoints
    let keys: ServiceKeys
    let bus: MessageBus
    let writer: LogWriter
    let logs: FollowedLogs
  }

  private struct State {
    /// `nil` before the start and after the end.
    var setup: Setup?
    var handles: [ServiceName: FollowerHandle] = [:]
  }

  private let state = Mutex(State())
  private let follower: ServiceName
  private let logger: Logger

  init(follower: ServiceName, logger: Logger) {
    self.follower = follower
    self.logger = logger
  }

  /// Follows every log of the service from where it stands.
  func start(
    _ endpoints: ServiceEndpoints, keys: ServiceKeys, bus: MessageBus, writer: LogWriter,
    logs: FollowedLogs
  ) async throws {
    let setup = Setup(endpoints: endpoints, keys: keys, bus: bus, writer: writer, logs: logs)
    state.withLock { $0.setup = setup }
    for source in follower.follows { try await resume(source) }
  }

  /// Follows a log from where it stands.
  func resume(_ source: ServiceName) async throws {
    guard let setup = state.withLock({ $0.setup }), let address = setup.endpoints.others[source]
    else { return }
    let cursor = try await setup.writer.perform { try $0.cursor(of: source.rawValue) }
    let sink = LinkSink(source: source, writer: setup.writer, logs: setup.logs, logger: logger)
    let handle = try await setup.bus.follow(
      FollowTarget(
        publisher: address.publication, door: address.door,
        security: try setup.keys.connectSecurity(to: address), followerName: follower.rawValue),
      cursor: cursor, sink: sink)
    // Two adoptions of one log at a time would leave two followers, and the end that came meanwhile
    // has not seen this one.
    let superfluous = state.withLock { state in
      state.setup == nil ? handle : state.handles.updateValue(handle, forKey: source)
    }
    await superfluous?.stop()
  }

  /// Follows a log no more. What was handed to the writer is applied before whatever is handed to it
  /// after this.
  func pause(_ source: ServiceName) async {
    await state.withLock { $0.handles.removeValue(forKey: source) }?.stop()
  }

  /// Lets `body` ask the owner of a log.
  func withProbe<Value>(
    of source: ServiceName, _ body: (LogProbe) async throws -> Value
  ) async throws -> Value {
    guard let setup = state.withLock({ $0.setup }), let address = setup.endpoints.others[source]
    else {
      throw RequestFailure.unreachable
    }
    let client = CommandClient(bus: setup.bus)
    do {
      try await client.connect(
        to: address.door, try setup.keys.connectSecurity(to: address))
      let value = try await body(LogProbe(client, timeout: .seconds(2)))
      await client.close()
      return value
    } catch {
      await client.close()
      throw error
    }
  }

  func stop() async {
    let running = state.withLock { state in
      defer { state = State() }
      return Array(state.handles.values)
    }
    for handle in running { await handle.stop() }
  }

  func status(of source: ServiceName) -> FollowerStatus? {
    state.withLock { $0.handles[source] }?.status
  }

  /// Whether every followed log has been applied up to the head that its owner last told, or is
  /// followed no more: then only a person can go on with it, and what works must not wait.
  var areSettled: Bool {
    allSatisfy { status in
      if case .stopped = status.state { true } else { status.isAtHead }
    }
  }

  /// The logs that are followed no more, with the word for why.
  var stops: [ServiceName: String] {
    state.withLock { $0.handles.mapValues(\.status) }.compactMapValues { status in
      if case .stopped(let stop) = status.state { stop.word } else { nil }
    }
  }

  /// Whether timers may run: every log is at its advertised head, or for a minute it has been silent or
  /// followed no more. That is an alarm by itself, and a term must not wait for who sees to it.
  var permitTimers: Bool { allSatisfy(\.permitsTimers) }

  /// False before every log is being followed.
  private func allSatisfy(_ condition: (FollowerStatus) -> Bool) -> Bool {
    let statuses = state.withLock { $0.handles.values.map(\.status) }
    return statuses.count == follower.follows.count && statuses.allSatisfy(condition)
  }
}

extension FollowerStatus {
  private static let timersWaitMilliseconds: Int64 = 60_000

  /// Whether what this log may still bring is no reason any more to keep timers waiting.
  var permitsTimers: Bool {
    switch state {
    case .live: isAtHead
    case .down, .connecting: (silenceMilliseconds ?? 0) >= FollowerStatus.timersWaitMilliseconds
    case .stopped: (stoppedMilliseconds ?? 0) >= FollowerStatus.timersWaitMilliseconds
    case .catchingUp: false
    }
  }
}

/// Takes one followed log's batches to the writer.
private final class LinkSink: FollowerSink {
  private let source: ServiceName
  private let writer: LogWriter
  private let logs: FollowedLogs
  private let logger: Logger

  init(source: ServiceName, writer: LogWriter, logs: FollowedLogs, logger: Logger) {
    self.source = source
    self.writer = writer
    self.logs = logs
    self.logger = logger
  }

  func apply(
    _ batch: [Record], completion: @escaping @Sendable (ApplyOutcome) -> Void
  ) {
    let report = ReportBox()
    writer.submit { [source, logs] transaction in
      let outcome = try logs.apply(batch, of: source.rawValue, in: transaction)
      report.value.withLock { $0 = outcome }
    } completion: { [source, logger] result in
      switch result {
      case .success:
        completion(ApplyOutcome(report.value.withLock { $0 }))
      case .failure(let error):
        logger.warning(
          "batch not applied",
          metadata: ["source": "\(source.rawValue)", "error": "\(error)"])
        completion(.failed)
      }
    }
  }

  func stateChanged(_ state: FollowerState, advertisedHead: LogHead?) {
    if let advertisedHead { noteIdentity(of: advertisedHead) }
    let metadata: Logger.Metadata = [
      "source": "\(source.rawValue)", "state": "\(state.word)",
      "head": "\(advertisedHead.map { String($0.sequence) } ?? "unknown")",
    ]
    switch state {
    case .stopped(let reason):
      logger.error(
        "link stopped: a person must look",
        metadata: metadata.merging(["reason": "\(reason.word)"]) { _, new in new })
    case .down: logger.warning("link down", metadata: metadata)
    case .live: logger.notice("link live", metadata: metadata)
    case .connecting, .catchingUp: logger.info("link", metadata: metadata)
    }
  }
}

extension LinkSink {
  /// Stores the place before the log's first record as soon as the log's id is known: a cause in a
  /// log that is not followed can be told from one in this log only then.
  private func noteIdentity(of head: LogHead) {
    writer.submit { [source, logs] transaction in
      guard try transaction.cursor(of: source.rawValue) == nil else { return }
      try transaction.setCursor(
        LogCursor(startOf: head.log, epoch: head.epoch), of: source.rawValue)
      try logs.releaseReached(in: transaction)
    } completion: { [source, logger] result in
      guard case .failure(let error) = result else { return }
      logger.warning(
        "identity of a log not stored",
        metadata: ["source": "\(source.rawValue)", "error": "\(error)"])
    }
  }
}

/// Carries a report from the piece of work to its completion.
private final class ReportBox: Sendable {
  let value = Mutex(ApplyReport())
}

extension ApplyOutcome {
  fileprivate init(_ report: ApplyReport) {
    switch (report.stop, report.cursor) {
    case (nil, let cursor?): self = .applied(cursor)
    case (.gap?, let cursor): self = .gap(cursor)
    case (nil, nil): self = .failed
    default: self = .fork
    }
  }
}
