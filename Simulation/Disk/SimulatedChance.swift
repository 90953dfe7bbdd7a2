import Synchronization

/// Where SQLite's random numbers and its time come from, for the whole process.
enum SimulatedChance {
  private struct State {
    var generator: UInt64?
    var milliseconds: Int64?
  }

  private static let state = Mutex(State())

  static func begin(_ seed: UInt64) { state.withLock { $0.generator = seed } }

  static func setTime(_ milliseconds: Int64?) { state.withLock { $0.milliseconds = milliseconds } }

  /// - Returns: `nil` for the machine's.
  static var milliseconds: Int64? { state.withLock { $0.milliseconds } }

  /// Fills `target` with what follows from the seed (SplitMix64).
  /// - Returns: `false` without a seed, with nothing done.
  static func fill(_ target: UnsafeMutableRawBufferPointer) -> Bool {
    state.withLock { state in
      guard var generator = state.generator else { return false }
      for index in target.indices {
        generator &+= 0x9e37_79b9_7f4a_7c15
        var mixed = generator
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        target[index] = UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
      }
      state.generator = generator
      return true
    }
  }
}
