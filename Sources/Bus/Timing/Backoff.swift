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

/// The random part of delays, from a seed, so that a simulation that failed can be run again
/// (SplitMix64).
struct Jitter: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number in `range`, its ends included.
  mutating func next(in range: ClosedRange<Int64>) -> Int64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int64(word % width)
  }
}
