import Localization

/// How a service's process ended.
enum ServiceEnding: Hashable, Sendable {
  case status(Int32)
  case signal(Int32)
  /// It never ran.
  case notStarted(String)

  func text(_ localizer: Localizer) -> String {
    switch self {
    case .status(let status):
      localizer.label(.endedStatus, ["status": String(status)])
    case .signal(let signal):
      localizer.label(.endedSignal, ["signal": String(signal)])
    case .notStarted(let detail):
      localizer.label(.notStarted, ["detail": detail])
    }
  }
}
