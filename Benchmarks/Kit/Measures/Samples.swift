/// Durations of one kind of event, in microseconds.
package struct Samples: Sendable {
  private var values: [Double] = []

  package init() {}

  package mutating func reserve(_ count: Int) { values.reserveCapacity(count) }

  package mutating func add(microseconds: Double) { values.append(microseconds) }

  /// Nanoseconds between two readings of ``MonotonicClock``.
  package mutating func add(from start: UInt64, to end: UInt64) {
    values.append(Double(end &- start) / 1_000)
  }

  package var count: Int { values.count }

  /// The value below which `share` of all lie, the sample at index `count × share`; 0 without samples.
  /// - Parameter share: 0 to 1.
  package func percentile(_ share: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
  }

  package var median: Double { percentile(0.5) }
}

extension Collection where Element == Double {
  /// The middle value, or the mean of the two in the middle; 0 without any.
  package var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
