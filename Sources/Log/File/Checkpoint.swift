import GRDBSQLite
import Synchronization

/// Brings the WAL into the file between groups, never inside a commit: the automatic checkpoint
/// would put its two syncs (7 to 9 ms) into some commit's latency.
///
/// A reader in the middle of a read keeps frames from being brought in; the WAL then grows until
/// a later attempt succeeds. `gauge` shows its size.
final class Checkpoint {
  private let connection: OpaquePointer
  private let gauge: WALGauge
  private let bytesMax: Int
  /// The size of the WAL at which it is worth trying again although work waits.
  private var nextAttemptBytes: Int
  private var bytesAtLastAttempt = 0

  init(connection: OpaquePointer, walBytesMax: Int, gauge: WALGauge) {
    self.connection = connection
    self.gauge = gauge
    bytesMax = walBytesMax
    nextAttemptBytes = walBytesMax
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

  /// Does what is due: when nothing else is to be done or when the WAL has become large.
  func run(isIdle: Bool) throws {
    let bytes = gauge.bytes
    let isDue = isIdle ? bytes != bytesAtLastAttempt : bytes >= nextAttemptBytes
    guard isDue, bytes > 0 else { return }
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
    nextAttemptBytes = moved == total ? bytesMax : bytes + bytesMax
  }
}

/// The size of the WAL after the last commit, readable from any thread.
final class WALGauge: Sendable {
  private static let frameBytes = 4096 + 24

  private let frames = Atomic<Int>(0)

  func set(frames count: Int32) { frames.store(Int(count), ordering: .relaxed) }

  var bytes: Int { frames.load(ordering: .relaxed) * WALGauge.frameBytes }
}
