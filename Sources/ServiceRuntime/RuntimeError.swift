/// Why a service cannot start or go on. Each description is one sentence for an operator.
public enum RuntimeError: Error, CustomStringConvertible, Sendable {
  case dataDirectory(path: String, detail: String)
  /// The directory holds real data and an exercise was asked for, or the reverse, or another
  /// exercise.
  case instanceMismatch(path: String, found: String, asked: String)
  case configuration(key: String, rule: String)

  public var description: String {
    switch self {
    case .dataDirectory(let path, let detail):
      "the data directory \(path) cannot be used: \(detail)"
    case .instanceMismatch(let path, let found, let asked):
      "\(path) holds \(found) and cannot be used for \(asked): choose another --data"
    case .configuration(let key, let rule):
      "the configuration key \(key) is not usable: \(rule)"
    }
  }
}
