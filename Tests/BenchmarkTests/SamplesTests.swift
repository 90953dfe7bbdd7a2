import BenchmarkKit
import Testing

struct SamplesTests {
  @Test func `a percentile is the sample at that share of the sorted ones`() {
    var samples = Samples()
    for value in stride(from: 100, to: 0, by: -1) { samples.add(microseconds: Double(value)) }
    #expect(samples.median == 51)
    #expect(samples.percentile(0.99) == 100)
    #expect(samples.percentile(0) == 1)
    #expect(samples.percentile(1) == 100)
  }
}
