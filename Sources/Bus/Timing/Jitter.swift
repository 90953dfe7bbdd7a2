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
