/// The services that own a log. The raw value is the service's name everywhere: in file names,
/// endpoints, `source` on the bus and on the command line.
package enum ServiceName: String, Codable, Sendable, CaseIterable {
  case registry
  case findings
  case watch
  case liaison
  case notifier

  /// The logs that this service follows, in the order in which a record's causes run.
  package var follows: [ServiceName] {
    switch self {
    case .registry: []
    case .findings: [.registry]
    case .watch: [.registry, .findings]
    case .liaison: [.registry, .watch]
    case .notifier: [.registry, .watch, .liaison]
    }
  }
}
