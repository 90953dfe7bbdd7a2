package import Domain
package import Events
import ServiceRuntime

/// Why no answer came.
package enum DoorError: Error, Hashable, Sendable {
  /// Nothing runs on this data directory.
  case notRunning(data: String)
  /// This is no data directory of a system.
  case noSystem(data: String)
  /// A restore into it was cut off, and nothing may run on it.
  case restoreUnfinished(data: String)
  case noAnswer(ServiceName, within: Duration)
  /// An answer that is not one of ours: another version answers.
  case malformed(ServiceName, detail: String)

  package var refusal: Refusal {
    switch self {
    case .notRunning(let data):
      Refusal(.unavailable, rule: "not-running", ["data": data])
    case .noSystem(let data):
      Refusal(.unavailable, field: "--data", rule: "no-system", ["data": data])
    case .restoreUnfinished(let data):
      UnfinishedRestore.refusal(DataDirectory(data))
    case .noAnswer(let service, let limit):
      Refusal(
        .unavailable, rule: "no-answer",
        ["service": service.rawValue, "seconds": "\(DoorError.secondsRoundedUp(limit))"])
    case .malformed(let service, let detail):
      Refusal(
        .internal, rule: "answer-malformed", ["service": service.rawValue, "detail": detail])
    }
  }

  private static func secondsRoundedUp(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds + (attoseconds > 0 ? 1 : 0)
  }
}
