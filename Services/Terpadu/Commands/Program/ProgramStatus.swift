package import Domain

/// The exit status of every command: the contract with scripts.
package enum ProgramStatus: Int32, Error, Sendable {
  case done = 0
  /// Something of ours went wrong.
  case failed = 1
  /// The command line is not one of ours.
  case usage = 2
  /// Invalid, forbidden, conflict, not found.
  case refused = 3
  /// A service is not reachable, or does not know yet.
  case unreachable = 4

  /// The one table from outcome to exit status.
  package init(_ code: OutcomeCode) {
    switch code {
    case .invalid, .unauthorised, .forbidden, .notFound, .conflict: self = .refused
    case .unavailable: self = .unreachable
    // An outcome of a later service is none that a script can count on.
    default: self = .failed
    }
  }
}
