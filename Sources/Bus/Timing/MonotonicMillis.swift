/// A point on the process's monotonic clock, in milliseconds from an arbitrary start. It has nothing
/// to do with the domain clock: an exercise that leaps a week leaves it alone.
package struct MonotonicMillis: Hashable, Comparable, Sendable {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }

  package static func < (left: MonotonicMillis, right: MonotonicMillis) -> Bool {
    left.value < right.value
  }

  package static func + (left: MonotonicMillis, milliseconds: Int64) -> MonotonicMillis {
    MonotonicMillis(left.value + milliseconds)
  }

  /// Milliseconds from `right` to `left`.
  package static func - (left: MonotonicMillis, right: MonotonicMillis) -> Int64 {
    left.value - right.value
  }
}

extension MonotonicMillis {
  private static let origin = ContinuousClock.now

  /// The time now, on the clock that the poll thread's timers use.
  static var now: MonotonicMillis {
    let (seconds, attoseconds) = (ContinuousClock.now - origin).components
    return MonotonicMillis(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }
}
