import GRDBSQLite
import Glibc

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
