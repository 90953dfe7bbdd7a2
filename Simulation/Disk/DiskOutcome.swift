/// What becomes of an operation.
package enum DiskOutcome: Sendable {
  case proceed
  /// The call fails and has no effect. Of a sync that fails, what it should have made durable stays
  /// readable and in doubt for ever: no later sync makes it durable, only writing it again and
  /// syncing that (as Linux does, which marks the pages clean).
  case fail(DiskFailure)
  /// The host dies before the operation: no effect, and every call from this one on fails.
  case freeze
  /// The host dies after the operation: it has its effect, and every call from this one on fails.
  case freezeAfter
  /// The disk lies: a change is reported as done and has no effect. Other operations proceed.
  case pretend
}
