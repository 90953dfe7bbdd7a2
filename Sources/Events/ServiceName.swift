import Domain

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

/// The owner of a log as an event tells of it. A service of a later system may follow a log that
/// this program does not know; what became of that log is told all the same.
package struct LogOwner: OpenWord {
  package static let known = ServiceName.allCases.map { Self($0) }

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ service: ServiceName) { rawValue = service.rawValue }
}
