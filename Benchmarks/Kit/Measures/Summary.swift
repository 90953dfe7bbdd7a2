/// What is told of samples to another process, in microseconds.
struct Summary: Codable, Sendable {
  var median: Double
  /// The 99th percentile: of a hundred, one takes longer.
  var p99: Double

  init(_ samples: Samples) {
    median = samples.percentile(0.5)
    p99 = samples.percentile(0.99)
  }
}
