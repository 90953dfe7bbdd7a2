import Domain
import Events
import Foundation
import Localization
import ServiceRuntime

/// The one line that says that a system is up.
struct ReadyPrintout: Printout {
  let session: Session
  let instance: Instance
  /// Logs that are followed no more; each has had its sentence on standard error.
  let stopped: [StoppedLink]

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "ready": .bool(true),
        "services": .strings(ServiceName.allCases.map(\.rawValue)),
        "data": .string(session.data.path),
        "pid": JSONValue(getpid()),
        "exercise": .bool(instance.isExercise),
        "stopped": .array(stopped.map(link)),
      ]
    ]
  }

  private func link(_ link: StoppedLink) -> JSONValue {
    [
      "service": .string(link.service.rawValue),
      "source": .string(link.source.rawValue),
      "reason": .string(link.reason),
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var parameters = [
      "services": ServiceName.allCases.map(\.rawValue).joined(separator: " "),
      "data": session.data.path, "pid": String(getpid()),
    ]
    guard let clock = instance.exercise else { return [localizer.label(.ready, parameters)] }
    let now = instance.domainTime(at: session.environment.now())
    parameters["clock"] = localizer.time(TimeText(now))
    parameters["rate"] = String(clock.rate)
    return [localizer.label(.readyExercise, parameters)]
  }
}
