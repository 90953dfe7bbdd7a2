import Domain
import Events

/// Asks services what they have in quarantine.
struct Quarantine {
  let client: ServiceClient

  /// - Returns: what each service answered, and who did not answer, in the order asked for.
  func list(
    _ services: [ServiceName]
  ) async throws -> (answers: [(ServiceName, QuarantineAnswer)], silent: [ServiceName]) {
    var answers: [(ServiceName, QuarantineAnswer)] = []
    var silent: [ServiceName] = []
    for service in services {
      do {
        let answer: QuarantineAnswer = try await client.ask(
          service, RequestHead(.query, .listQuarantine))
        answers.append((service, answer))
      } catch DoorError.noAnswer {
        silent.append(service)
      }
    }
    return (answers, silent)
  }

  /// - Throws: `Refusal` of rule `quarantine-incomplete` that names who did not answer.
  static func requireAnswers(_ silent: [ServiceName]) throws {
    guard !silent.isEmpty else { return }
    throw Refusal(
      .unavailable, rule: "quarantine-incomplete",
      ["services": silent.map(\.rawValue).joined(separator: ", ")])
  }
}
