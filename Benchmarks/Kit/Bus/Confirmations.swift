import Foundation

/// Counts confirmations for a producer that waits for them on its own thread.
///
/// - Note: `@unchecked Sendable` because `pending` and `failure` are guarded by `condition`.
final class Confirmations: @unchecked Sendable {
  private let condition = NSCondition()
  private var pending = 0
  private var isWaiting = false
  private var failure: (any Error)?

  func add(_ result: Result<Void, any Error>) {
    condition.lock()
    switch result {
    case .success: pending += 1
    case .failure(let error): failure = failure ?? error
    }
    let mustWake = isWaiting
    condition.unlock()
    if mustWake { condition.signal() }
  }

  /// Waits until there is at least one, and takes all.
  func take() throws -> Int {
    condition.lock()
    defer { condition.unlock() }
    isWaiting = true
    while pending == 0, failure == nil { condition.wait() }
    isWaiting = false
    if let failure { throw failure }
    defer { pending = 0 }
    return pending
  }
}
