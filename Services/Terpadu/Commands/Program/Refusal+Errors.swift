import Bus
import Domain
import Log
import ServiceRuntime

extension Refusal {
  /// Every error that a command can meet, in the one form in which errors are shown.
  init(describing error: any Error) {
    switch error {
    case let refusal as Refusal:
      self = refusal
    case let error as DoorError:
      self = error.refusal
    case let error as RuntimeError:
      self = Refusal(describing: error)
    case let error as BusError:
      self = Refusal(.internal, rule: "failed", ["detail": error.description])
    case let error as LogError:
      self = Refusal(.internal, rule: "failed", ["detail": error.message])
    case is CancellationError:
      self = Refusal(.unavailable, rule: "cancelled")
    default:
      self = Refusal(.internal, rule: "failed", ["detail": String(describing: error)])
    }
  }

  private init(describing error: RuntimeError) {
    switch error {
    case .instanceMismatch(let path, let found, _):
      self = Refusal(
        .conflict, field: "--data",
        rule: found == .real ? "instance-is-real" : "instance-is-exercise", ["path": path])
    case .otherExerciseClock(let path):
      self = Refusal(.conflict, field: "--data", rule: "other-exercise-clock", ["path": path])
    case .configuration(let key, let rule):
      self = Refusal(.invalid, field: key, rule: "configuration", ["detail": rule])
    case .configurationShape(let key):
      self = Refusal(.invalid, field: key, rule: "configuration-shape")
    case .configurationUnknown(let key):
      self = Refusal(.invalid, field: key, rule: "configuration-unknown")
    case .openFiles, .fileMissing, .timerStands:
      self = Refusal(.internal, rule: "failed", ["detail": error.description])
    case .restoreUnfinished(let path):
      self = UnfinishedRestore.refusal(DataDirectory(path))
    case .dataDirectory(let path, let detail):
      self = Refusal(
        .internal, field: "--data", rule: "data-directory", ["path": path, "detail": detail])
    }
  }
}
