/// Why a test cannot go on.
package struct TestFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// Asks again and again until `attempt` gives something, at most `limit`.
///
/// - Parameter what: what is waited for, for the fault.
/// - Throws: `TestFault` when the time is over; what `attempt` throws.
package func eventually<Value>(
  _ what: String, within limit: Duration = .seconds(20),
  _ attempt: () async throws -> Value?
) async throws -> Value {
  let deadline = ContinuousClock.now + limit
  while true {
    if let value = try await attempt() { return value }
    guard ContinuousClock.now < deadline else {
      throw TestFault("not within \(limit): \(what)")
    }
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// The same for a condition.
package func eventually(
  _ what: String, within limit: Duration = .seconds(20),
  _ condition: () async throws -> Bool
) async throws {
  let _: Bool = try await eventually(what, within: limit) { try await condition() ? true : nil }
}
