import Bus
import Foundation
import Log
import Security
import Synchronization
import Testing

/// A folder of a test's own, removed with it.
final class Folder: Sendable {
  private let path =
    FileManager.default.temporaryDirectory.path + "/bp-\(UUID().uuidString.prefix(8))"

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func endpoint(_ name: String) -> Endpoint { .ipc(path: path + "/run/" + name) }
}

/// Waits until `condition` holds, at most `limit`.
func eventually(
  _ what: Comment, within limit: Duration = .seconds(20),
  sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    try #require(ContinuousClock.now < deadline, what, sourceLocation: sourceLocation)
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// A log that grows while others read it.
final class LiveLog: RecordSource {
  private let log: Mutex<TestLog>

  init(_ log: TestLog) { self.log = Mutex(log) }

  var current: TestLog { log.withLock { $0 } }

  func append(_ count: Int) -> [Record] {
    log.withLock { log in
      (0..<count).map { log.append(Array("\($0)".utf8)) }
    }
  }

  func replace(by other: TestLog) { log.withLock { $0 = other } }

  func head() -> LogHead { current.head }

  func read(after sequence: UInt64, maxRecords: Int, maxBytes: Int) -> [Record] {
    TestSource(log: current).read(after: sequence, maxRecords: maxRecords, maxBytes: maxBytes)
  }
}

/// A service that owns a log, as far as the bus sees it.
struct PublishingService {
  let bus: MessageBus
  let publisher: Publisher
  let door: Door
  let positions = FollowerPositions()
  let isFrozen = Flag()
  private let thread: ReadingThread

  /// The addresses with the ports that the system chose.
  private(set) var endpoints: (publisher: Endpoint, door: Endpoint)

  /// - Parameters:
  ///   - endpoints: those of the publisher and the door.
  ///   - keys: for `tcp`; then `authoriser` says who may follow.
  init(
    _ log: LiveLog, at endpoints: (publisher: Endpoint, door: Endpoint),
    keys: CurveKeyPair? = nil, authoriser: @escaping Authoriser = { _, _ in nil }
  ) async throws {
    self.endpoints = endpoints
    bus = try await MessageBus.start(name: "publisher", authoriser: authoriser)
    thread = ReadingThread(name: "replay")
    publisher = Publisher(bus: bus, head: { [isFrozen] in isFrozen.isSet ? nil : log.head() })
    door = Door(bus: bus)
    let service = ReplayService(source: log, thread: thread)
    await door.serveReplay(service)
    await door.servePositionReports(positions)
    let security = keys.map { BindSecurity.curve(keys: $0, domain: .serviceDoor) } ?? .local
    self.endpoints.door = try await door.bind(endpoints.door, security)
    self.endpoints.publisher = try await publisher.bind(endpoints.publisher, keys: keys)
  }

  func close() async {
    await bus.close()
    thread.stop()
  }
}

final class Flag: Sendable {
  private let value = Mutex(false)

  var isSet: Bool { value.withLock { $0 } }

  func set(_ new: Bool) { value.withLock { $0 = new } }
}

/// Stores what a follower brings, as a service's transaction would, and refuses what does not fit.
final class StoringSink: FollowerSink {
  private struct State {
    var records: [Record] = []
    var batches = 0
    var misplaced = 0
    var states: [FollowerState] = []
    var isHeld = false
    var heldOutcome: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.records.count } }
  var batches: Int { state.withLock { $0.batches } }
  var misplaced: Int { state.withLock { $0.misplaced } }
  var states: [FollowerState] { state.withLock { $0.states } }
  var cursor: LogCursor? { state.withLock { $0.records.last.map { LogCursor($0.header) } } }

  func apply(_ batch: [Record], completion: @escaping @Sendable (ApplyOutcome) -> Void) {
    let outcome = state.withLock { state -> ApplyOutcome in
      state.batches += 1
      for record in batch {
        if record.header.sequence != UInt64(state.records.count) + 1 { state.misplaced += 1 }
        state.records.append(record)
      }
      return state.records.last.map { .applied(LogCursor($0.header)) } ?? .failed
    }
    let isHeld = state.withLock { state in
      if state.isHeld { state.heldOutcome = { completion(outcome) } }
      return state.isHeld
    }
    if !isHeld { completion(outcome) }
  }

  /// Keeps the outcomes of batches back.
  func hold() { state.withLock { $0.isHeld = true } }

  /// Whether a batch's outcome is being kept back.
  var isWaiting: Bool { state.withLock { $0.heldOutcome != nil } }

  /// Gives the outcome of one batch, and keeps the next one's back.
  func next() {
    let outcome = state.withLock { state in
      defer { state.heldOutcome = nil }
      return state.heldOutcome
    }
    outcome?()
  }

  func letGo() {
    let outcome = state.withLock { state in
      state.isHeld = false
      defer { state.heldOutcome = nil }
      return state.heldOutcome
    }
    outcome?()
  }

  func stateChanged(_ new: FollowerState, advertisedHead _: LogHead?) {
    state.withLock { $0.states.append(new) }
  }
}
