import Foundation

/// A condition that did not come true in its time.
struct NeverCame: Error, CustomStringConvertible {
  let condition: String
  let limit: Duration
  var lastError: String?

  var description: String {
    "after \(limit) not yet: \(condition)" + (lastError.map { " (\($0))" } ?? "")
  }
}

/// An error after which waiting makes no sense.
protocol Hopeless: Error {}

/// Asks until there is a value.
///
/// - Parameters:
///   - limit: generous: it only ends a test that would never end.
///   - interval: between two attempts.
/// - Throws: `NeverCame`, with the last error that the attempt threw; a `Hopeless` one at once.
func eventually<Value>(
  _ condition: String, within limit: Duration = .seconds(120),
  every interval: Duration = .milliseconds(20),
  _ attempt: () async throws -> Value?
) async throws -> Value {
  let start = ContinuousClock.now
  var lastError: String?
  while ContinuousClock.now - start < limit {
    do {
      if let value = try await attempt() { return value }
      lastError = nil
    } catch let error as any Hopeless {
      throw error
    } catch {
      lastError = String(describing: error)
    }
    try await Task.sleep(for: interval)
  }
  throw NeverCame(condition: condition, limit: limit, lastError: lastError)
}

/// The same for a condition that is true or not.
func eventually(
  _ condition: String, within limit: Duration = .seconds(120),
  every interval: Duration = .milliseconds(20),
  _ isTrue: () async throws -> Bool
) async throws {
  let _: Bool = try await eventually(condition, within: limit, every: interval) {
    try await isTrue() ? true : nil
  }
}
