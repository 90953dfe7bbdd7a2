import Bus
import Log
import Testing

struct FollowerSimulationTests {
  /// Replay one seed by making it the only one of `seeds`.
  @Test func `under loss, doubling, reordering, cuts and crashes every record is applied once`() {
    let seeds: ClosedRange<UInt64> = 1...200
    for seed in seeds {
      var simulation = FollowerSimulation(seed: seed)
      do {
        try simulation.run()
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
      #expect(simulation.applied.count > 200, "seed \(seed): hardly anything happened")
    }
  }
}
