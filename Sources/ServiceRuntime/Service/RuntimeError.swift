package import Events

/// Why a service cannot start or go on. Each description is one sentence for an operator.
package enum RuntimeError: Error, CustomStringConvertible, Sendable {
  case dataDirectory(path: String, detail: String)
  /// The directory holds real data and an exercise was asked for, or the reverse.
  case instanceMismatch(path: String, found: Instance.Kind, asked: Instance.Kind)
  /// The directory holds an exercise whose clock is not the one asked for.
  case otherExerciseClock(path: String)
  case configuration(key: String, rule: String)
  /// A list or a map stands where one value belongs.
  case configurationShape(key: String)
  /// A key of the file that nothing reads.
  case configurationUnknown(key: String)
  /// The process may open too few files.
  case openFiles(limit: UInt64)
  /// A restore was interrupted while it put files back.
  case restoreUnfinished(path: String)
  /// The service has no file, and another one here follows its log: a new log would give numbers
  /// again that were told.
  case fileMissing(service: ServiceName, file: String, follower: ServiceName)
  /// A timer was carried out, and nothing that followed from it moved or cancelled it.
  case timerStands(String)

  /// The stable word for it.
  var word: String {
    switch self {
    case .dataDirectory: "data-directory"
    case .instanceMismatch, .otherExerciseClock: "exercise-mismatch"
    case .configuration: "configuration"
    case .configurationShape: "configuration-shape"
    case .configurationUnknown: "configuration-unknown"
    case .openFiles: "open-files"
    case .restoreUnfinished: "restore-unfinished"
    case .fileMissing: "file-missing"
    case .timerStands: "timer-stands"
    }
  }

  package var description: String {
    switch self {
    case .dataDirectory(let path, let detail):
      "the data directory \(path) cannot be used: \(detail)"
    case .instanceMismatch(let path, let found, let asked):
      "\(path) holds \(found.name) and cannot be used for \(asked.name): choose another --data"
    case .otherExerciseClock(let path):
      "\(path) holds an exercise with another clock: leave --clock-start and --clock-rate out"
    case .configuration(let key, let rule):
      "the configuration key \(key) is not usable: \(rule)"
    case .configurationShape(let key):
      "the configuration key \(key) takes one value, no list and no map"
    case .configurationUnknown(let key):
      "there is no configuration key \(key)"
    case .openFiles(let limit):
      """
      only \(limit) files may be open and at least \(OpenFileLimit.least) are needed: raise the \
      limit (ulimit -n, or LimitNOFILE of systemd)
      """
    case .restoreUnfinished(let path):
      "a restore into \(path) was interrupted: run the same terpadu restore again"
    case .timerStands(let timer):
      "the timer \(timer) was carried out and stands as before"
    case .fileMissing(let service, let file, let follower):
      """
      \(file) is missing, and \(follower.rawValue) follows its log: stop the system, then \
      terpadu restore DIR --service \(service.rawValue)
      """
    }
  }
}

extension Instance.Kind {
  fileprivate var name: String {
    switch self {
    case .real: "real data"
    case .exercise: "an exercise"
    }
  }
}
