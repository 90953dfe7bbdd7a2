import Foundation

/// Runs what blocks on a thread of its own, away from Swift's cooperative pool.
func onBlockingThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try body() }) }.start()
  }
}
