/// Durations of one kind of event, in microseconds.
public struct Samples: Sendable {
  private var values: [Double] = []

  public init() {}

  public mutating func reserve(_ count: Int) { values.reserveCapacity(count) }

  public mutating func add(microseconds: Double) { values.append(microseconds) }

  /// Nanoseconds between two readings of ``MonotonicClock``.
  public mutating func add(from start: UInt64, to end: UInt64) {
    values.append(Double(end &- start) / 1_000)
  }

  public var count: Int { values.count }

  /// The value below which `share` of all lie, the sample at index `count × share`; 0 without samples.
  /// - Parameter share: 0 to 1.
  public func percentile(_ share: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
  }

  public var median: Double { percentile(0.5) }
}

extension Collection where Element == Double {
  /// The middle value, or the mean of the two in the middle; 0 without any.
  public var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
