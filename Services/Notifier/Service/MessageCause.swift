import Domain
import Events

/// The record because of which somebody is told: of a followed log, or of the notifier's own for an
/// alarm of its own.
struct MessageCause {
  var source: ServiceName
  var sequence: UInt64
  /// By which the ledger knows it, whatever its number; `nil` for an own record.
  var event: ID<AnyEvent>?
}
