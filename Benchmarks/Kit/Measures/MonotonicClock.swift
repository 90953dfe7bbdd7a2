import Glibc

/// Nanoseconds of CLOCK_MONOTONIC: the same in every process of the machine.
enum MonotonicClock {
  static var nanoseconds: UInt64 {
    var reading = timespec()
    clock_gettime(CLOCK_MONOTONIC, &reading)
    return UInt64(reading.tv_sec) * 1_000_000_000 + UInt64(reading.tv_nsec)
  }

  static func seconds(since start: UInt64) -> Double {
    Double(nanoseconds &- start) / 1_000_000_000
  }

  /// Blocks the thread until the clock shows `instant`.
  static func sleep(until instant: UInt64) {
    var target = timespec(
      tv_sec: Int(instant / 1_000_000_000), tv_nsec: Int(instant % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &target, nil) == EINTR {}
  }

  static func sleep(seconds: Double) {
    sleep(until: nanoseconds + UInt64(seconds * 1_000_000_000))
  }
}
