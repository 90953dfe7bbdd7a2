/// Delays between attempts: doubled from `first` up to `max`, each up to a quarter shorter or longer,
/// so that those who failed together do not come back together.
struct Backoff: Sendable {
  let firstMilliseconds: Int64
  let maxMilliseconds: Int64
  private var failures = 0

  init(firstMilliseconds: Int64, maxMilliseconds: Int64) {
    self.firstMilliseconds = firstMilliseconds
    self.maxMilliseconds = maxMilliseconds
  }

  mutating func reset() { failures = 0 }

  /// Notes a failure and gives the delay until the next attempt.
  mutating func next(_ jitter: inout Jitter) -> Int64 {
    let delay = min(firstMilliseconds << Int64(min(failures, 16)), maxMilliseconds)
    failures += 1
    return delay + jitter.next(in: -(delay / 4)...(delay / 4))
  }
}
