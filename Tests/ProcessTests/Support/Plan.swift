import Foundation

/// What the environment says about how far to go.
enum Plan {
  static let isLong = ProcessInfo.processInfo.environment["TERPADU_LONG"] == "1"

  /// Of the fault plans: `TERPADU_SEED`, else drawn, and printed with the command that replays it.
  static func seed(for test: String) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["TERPADU_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...999_999)
    print("\(test): replay with TERPADU_SEED=\(seed) swift test --filter ProcessTests")
    return seed
  }
}

/// SplitMix64: the same seed gives the same run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
