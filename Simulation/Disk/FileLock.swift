import GRDBSQLite
import Glibc

/// SQLite's five levels of locks on one file, between connections.
struct FileLock {
  enum Level: Int32, Comparable {
    case none
    case shared
    case reserved
    case pending
    case exclusive

    static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
  }

  private var sharedCount = 0
  /// Who holds `reserved` or more.
  private var writer: ObjectIdentifier?
  /// Whether the writer lets no new reader in.
  private var isPending = false

  var isReserved: Bool { writer != nil }

  /// - Returns: whether the lock was got. `held` then is `wanted`; without, it may have become
  ///   `pending`.
  mutating func raise(
    _ held: inout Level, to wanted: Level, by owner: ObjectIdentifier
  ) -> Bool {
    guard held < wanted else { return true }
    if held == .none {
      guard !isPending else { return false }
      sharedCount += 1
      held = .shared
    }
    guard wanted > .shared else { return true }
    guard writer == nil || writer == owner else { return false }
    writer = owner
    if wanted == .reserved {
      held = .reserved
      return true
    }
    isPending = true
    held = .pending
    guard wanted == .exclusive, sharedCount == 1 else { return wanted == .pending }
    held = .exclusive
    return true
  }

  /// Goes down to `wanted`, which is `shared` or `none`.
  mutating func lower(_ held: inout Level, to wanted: Level, by owner: ObjectIdentifier) {
    guard held > wanted else { return }
    if writer == owner {
      writer = nil
      isPending = false
    }
    if wanted == .none { sharedCount -= 1 }
    held = wanted
  }
}

/// Tells SQLite's waits for a simulated file, which cost nothing, from those for a real one.
///
/// A wait follows on a lock that was not got, on the same thread, and does not say for what it waits.
///
/// - Note: `@unchecked Sendable` because the key is never changed; what it stands for is the thread's.
struct WaitMark: @unchecked Sendable {
  private static let mark = WaitMark()

  private var key = pthread_key_t()

  private init() {
    let result = pthread_key_create(&key, nil)
    precondition(result == 0, "No key for a thread's own value is left.")
  }

  /// Passes a result on and remembers a lock that was not got.
  static func noting(_ code: Int32) -> Int32 {
    if code == SQLITE_BUSY { pthread_setspecific(mark.key, UnsafeRawPointer(bitPattern: 1)) }
    return code
  }

  /// Whether the thread's wait is for a simulated file.
  static func take() -> Bool {
    guard pthread_getspecific(mark.key) != nil else { return false }
    pthread_setspecific(mark.key, nil)
    return true
  }
}
