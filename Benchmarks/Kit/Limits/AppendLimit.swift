import Glibc

/// Appends to a plain file, each one synced before the next.
enum AppendLimit {
  static func measure(_ bytes: [UInt8], in directory: String, seconds: Double) throws
    -> LimitResult
  {
    let path = "\(directory)/limit-append"
    let file = open(path, O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BenchmarkError("cannot make \(path)") }
    defer {
      close(file)
      unlink(path)
    }
    var samples = Samples()
    let start = MonotonicClock.nanoseconds
    while MonotonicClock.seconds(since: start) < seconds {
      let before = MonotonicClock.nanoseconds
      guard write(file, bytes, bytes.count) == bytes.count, fdatasync(file) == 0 else {
        throw BenchmarkError("cannot append to \(path)")
      }
      samples.add(from: before, to: MonotonicClock.nanoseconds)
    }
    return LimitResult(
      perSecond: Double(samples.count) / MonotonicClock.seconds(since: start), samples: samples)
  }
}
