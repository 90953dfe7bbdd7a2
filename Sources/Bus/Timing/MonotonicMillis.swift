/// A point on the process's monotonic clock, in milliseconds from an arbitrary start. It has nothing
/// to do with the domain clock: an exercise that leaps a week leaves it alone.
public struct MonotonicMillis: Hashable, Comparable, Sendable {
  public let value: Int64

  public init(_ value: Int64) { self.value = value }

  public static func < (left: MonotonicMillis, right: MonotonicMillis) -> Bool {
    left.value < right.value
  }

  public static func + (left: MonotonicMillis, milliseconds: Int64) -> MonotonicMillis {
    MonotonicMillis(left.value + milliseconds)
  }

  /// Milliseconds from `right` to `left`.
  public static func - (left: MonotonicMillis, right: MonotonicMillis) -> Int64 {
    left.value - right.value
  }
}
