import Glibc

/// A reading of the monotonic clock, for intervals only.
struct MonotonicInstant: Comparable {
  private var nanoseconds: Int64

  static var now: MonotonicInstant {
    var reading = Glibc.timespec()
    clock_gettime(CLOCK_MONOTONIC, &reading)
    return MonotonicInstant(
      nanoseconds: Int64(reading.tv_sec) * 1_000_000_000 + Int64(reading.tv_nsec))
  }

  func adding(_ duration: Duration) -> MonotonicInstant {
    let (seconds, attoseconds) = duration.components
    return MonotonicInstant(
      nanoseconds: nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }

  var timespec: timespec {
    Glibc.timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
  }

  static func < (left: MonotonicInstant, right: MonotonicInstant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
