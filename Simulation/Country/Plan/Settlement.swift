import Bus
import Domain
import Events

/// Looks, as an operator does, whether a country has come to rest: nobody has anything to do, and
/// every service has applied all that it follows.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class Settlement: @unchecked Sendable {
  private let country: Country
  private(set) var isSettled = false
  private(set) var hasEnded = false
  /// What is still missing, when last looked.
  private(set) var obstacle = "nothing was looked at"
  /// Whether what is in quarantine is to be applied again until nothing is left.
  private let retriesQuarantine: Bool

  init(_ country: Country, retriesQuarantine: Bool) {
    self.country = country
    self.retriesQuarantine = retriesQuarantine
  }

  func start() {
    Task(executorPreference: country.site.loop) { [self] in
      while !isSettled {
        await country.site.pause(1_000_000)
        do {
          obstacle = try await look() ?? ""
          isSettled = obstacle.isEmpty
        } catch {
          obstacle = "a question was refused: \(error)"
        }
      }
    }
  }

  /// - Returns: what is missing; `nil` for nothing.
  private func look() async throws -> String? {
    guard country.people.busy == 0 else { return "\(country.people.busy) stories go on" }
    if let service = country.ordered.first(where: { !$0.isSettled }) {
      return "\(service.name.rawValue) has not caught up"
    }
    var heads: [ServiceName: UInt64] = [:]
    for service in ServiceName.allCases {
      let status = try await country.people.clerk.query(ShowStatus(), of: service)
      for link in status.links {
        let name = "\(service.rawValue) with \(link.source.rawValue)"
        if link.state == "stopped", country.site.epochs[link.source] != nil {
          country.people.adopt(link.source)
        }
        guard link.state == "live" else { return "\(name) is \(link.state)" }
        guard let head = heads[link.source], link.position >= head else {
          return "\(name) at \(link.position) of \(heads[link.source] ?? 0)"
        }
        if link.quarantined > 0, retriesQuarantine {
          country.people.retryQuarantine(of: service)
          return "\(name) has \(link.quarantined) in quarantine"
        }
        guard link.held + link.quarantined == 0 else {
          return "\(name) holds \(link.held), \(link.quarantined) in quarantine"
        }
      }
      guard (status.timersOverdue ?? 0) == 0 else {
        return "\(service.rawValue) has \(status.timersOverdue ?? 0) timers overdue"
      }
      heads[service] = status.head
    }
    return try await unreadMail()
  }

  private func unreadMail() async throws -> String? {
    for reader in country.people.readers {
      let answer = try await country.people.clerk.query(
        ReadInbox(unit: reader.unit, limit: 1))
      let isOfThisEpoch = reader.stored.last.map { $0.position.epoch == answer.epoch } ?? true
      guard isOfThisEpoch, UInt64(reader.stored.count) >= answer.head else {
        return "\(reader.unit) has read \(reader.stored.count) of \(answer.head)"
      }
    }
    return nil
  }
}
