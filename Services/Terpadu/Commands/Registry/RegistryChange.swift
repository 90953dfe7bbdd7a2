import Domain
import Events

/// A change of the registry, which is done when findings and watch route by it.
struct RegistryChange {
  let client: ServiceClient
  let session: Session

  private static let followers: [ServiceName] = [.findings, .watch]

  func perform<Change: Command>(
    _ change: Change, by actor: OperatorOptions
  ) async throws -> ProgramStatus where Change.Answer == RegistryChangeAnswer {
    try await perform(change, by: actor) { RegistryChangePrintout(answer: $0) }
  }

  /// - Throws: `Refusal` of rule `not-applied` that names who has not applied it after 5 s; the
  ///   change itself is recorded then, and printed.
  func perform<Change: Command>(
    _ change: Change, by actor: OperatorOptions,
    printout: (RegistryChangeAnswer) -> some Printout
  ) async throws -> ProgramStatus where Change.Answer == RegistryChangeAnswer {
    let answer = try await client.change(change, as: actor.unit, commandID: actor.commandID)
    try session.show(printout(answer))
    return try await applied(answer.position, by: RegistryChange.followers)
  }

  /// Waits until these services have applied the registry up to a position.
  /// - Throws: as `perform`.
  func applied(
    _ position: LogPosition, by followers: [ServiceName]
  ) async throws -> ProgramStatus {
    var waiting = followers
    _ = try await client.poll { remaining -> Bool? in
      waiting = try await stillWaiting(waiting, for: position, within: remaining)
      return waiting.isEmpty ? true : nil
    }
    guard waiting.isEmpty else {
      throw Refusal(
        .unavailable, rule: "not-applied",
        [
          "services": waiting.map(\.rawValue).joined(separator: ", "),
          "sequence": String(position.sequence),
        ])
    }
    return .done
  }

  private func stillWaiting(
    _ services: [ServiceName], for position: LogPosition, within limit: Duration
  ) async throws -> [ServiceName] {
    var waiting: [ServiceName] = []
    for service in services {
      do {
        let status = try await client.ask(
          ShowStatus(), of: service, within: min(limit, .seconds(1)))
        let link = status.links.first { $0.source == .registry }
        if (link?.position ?? 0) < position.sequence { waiting.append(service) }
      } catch is DoorError {
        waiting.append(service)
      }
    }
    return waiting
  }
}
