/// Finds the last record that two histories of one log have in common, by asking of one number after
/// the other whether they agree there: they agree up to it and nowhere behind it.
package struct PrefixSearch: Hashable, Sendable {
  /// They agree here, or nothing is known of it.
  private var low: UInt64
  /// They do not agree behind this.
  private var high: UInt64
  private var hasAsked = false

  /// - Parameters:
  ///   - floor: the greatest number that cannot be asked about; 0 when all can.
  ///   - position: the last number of the own history.
  ///   - head: the last number of the other one.
  package init(floor: UInt64, through position: UInt64, head: UInt64) {
    low = floor
    high = max(floor, min(position, head))
  }

  /// The next number to ask about; `nil` when the search is over.
  package var probe: UInt64? {
    guard low < high else { return nil }
    // Most often one history is the other's beginning.
    return hasAsked ? low + (high - low + 1) / 2 : high
  }

  /// Takes the answer about `probe`.
  package mutating func take(agrees: Bool) {
    guard let probe else { return }
    hasAsked = true
    if agrees { low = probe } else { high = probe - 1 }
  }
}
