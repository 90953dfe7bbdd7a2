import GRDBSQLite
import Synchronization

/// Brings the WAL into the file between groups, never inside a commit: the automatic checkpoint
/// would put its two syncs (7 to 9 ms) into some commit's latency.
///
/// For the same reason an idle moment alone is no cause: the next piece of work may come within it.
/// A small WAL waits until nothing has been written for some seconds.
///
/// A reader in the middle of a read keeps frames from being brought in; the WAL then grows until
/// a later attempt succeeds. `gauge` shows its size.
final class Checkpoint {
  private let connection: OpaquePointer
  private let gauge: WALGauge
  private let configuration: LogWriter.Configuration
  /// The size of the WAL at which it is worth trying again although work waits.
  private var nextAttemptBytes: Int
  private var bytesAtLastAttempt = 0
  /// For how long nothing has been written, counted in ticks: a simulation has no other clock.
  private var quiet = Duration.zero

  init(connection: OpaquePointer, gauge: WALGauge, configuration: LogWriter.Configuration) {
    self.connection = connection
    self.gauge = gauge
    self.configuration = configuration
    nextAttemptBytes = configuration.walBytesMax
    // SQLite keeps the address as long as the connection lives; the gauge is owned by the writer,
    // and `stop` removes the hook before the writer's thread ends.
    sqlite3_wal_hook(
      connection,
      { context, _, _, frames in
        guard let context else { return SQLITE_OK }
        Unmanaged<WALGauge>.fromOpaque(context).takeUnretainedValue().set(frames: frames)
        return SQLITE_OK
      }, Unmanaged.passUnretained(gauge).toOpaque())
  }

  func stop() { sqlite3_wal_hook(connection, nil, nil) }

  /// Does what is due after a group.
  func run(isIdle: Bool, isTick: Bool, hasWritten: Bool) throws {
    if hasWritten {
      quiet = .zero
    } else if isTick {
      quiet += configuration.tickInterval
    }
    let bytes = gauge.bytes
    guard isIdle else {
      if bytes >= nextAttemptBytes { try attempt(bytes) }
      return
    }
    guard bytes != bytesAtLastAttempt else { return }
    if bytes >= configuration.idleWALBytesMin || quiet >= configuration.idleCheckpointDelay {
      try attempt(bytes)
    }
  }

  /// Leaves as little as possible for the next start.
  func finish() throws {
    let bytes = gauge.bytes
    if bytes != bytesAtLastAttempt { try attempt(bytes) }
  }

  private func attempt(_ bytes: Int) throws {
    guard bytes > 0 else { return }
    var total: Int32 = 0
    var moved: Int32 = 0
    let result = sqlite3_wal_checkpoint_v2(
      connection, nil, SQLITE_CHECKPOINT_PASSIVE, &total, &moved)
    guard result == SQLITE_OK || result == SQLITE_BUSY else {
      throw LogError.sqlite(result, on: connection, while: "checkpoint")
    }
    bytesAtLastAttempt = bytes
    // Wholly brought in, the WAL starts over with the next commit. Else readers are in the way:
    // trying again with every group would cost two syncs each time for nothing.
    nextAttemptBytes =
      moved == total ? configuration.walBytesMax : bytes + configuration.walBytesMax
  }
}

/// The size of the WAL after the last commit, readable from any thread.
final class WALGauge: Sendable {
  private static let frameBytes = 4096 + 24

  private let frames = Atomic<Int>(0)

  func set(frames count: Int32) { frames.store(Int(count), ordering: .relaxed) }

  var bytes: Int { frames.load(ordering: .relaxed) * WALGauge.frameBytes }
}
