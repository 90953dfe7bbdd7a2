package import Events
package import Foundation
import ServiceRuntime

/// A log put back from a copy, and its followers brought on again.
extension TestSystem {
  /// Puts a copy back as `restore` does: the service begins this epoch at its next start.
  /// - Parameter accepted: the new epochs of the logs that are put back with it.
  package func restore(
    _ copies: [String: Data], as service: ServiceName, epoch: UInt64 = 2,
    accepting accepted: [ServiceName: UInt64] = [:]
  ) throws {
    try putBack(copies, as: service)
    try mark(service, epoch: epoch, accepting: accepted)
  }

  /// Has the service begin an epoch at its next start with the file that it has.
  package func mark(
    _ service: ServiceName, epoch: UInt64, accepting accepted: [ServiceName: UInt64] = [:]
  ) throws {
    let mark = RestoreMark(epoch: epoch, accepted: accepted, at: clock.now, backup: "test")
    try Data(try EventCoding.encode(mark)).write(
      to: URL(fileURLWithPath: directory.restoreMarkFile(of: service)))
  }

  /// What an operator's `adopt` asks of one follower.
  @discardableResult
  package nonisolated func adopt(
    _ source: ServiceName, by follower: ServiceName
  ) async throws -> AdoptAnswer {
    try await command(AdoptLog(source: source.rawValue), by: follower, as: nil)
  }

  /// The same of every follower of the log.
  package nonisolated func adopt(_ source: ServiceName) async throws {
    for follower in ServiceName.allCases where follower.follows.contains(source) {
      try await adopt(source, by: follower)
    }
  }

  /// What restored logs lack of what a service had applied.
  package nonisolated func missing(
    at follower: ServiceName
  ) async throws -> [MissingAnswer.Entry] {
    let answer = try await query(ListMissing(), of: follower)
    return answer.entries
  }
}
