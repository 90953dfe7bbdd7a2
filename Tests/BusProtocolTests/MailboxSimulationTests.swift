import Bus
import Testing

struct MailboxSimulationTests {
  /// Fault cases 34 and 36. Replay one seed by making it the only one of `seeds`.
  @Test func `under loss, cuts and restarts every message arrives once and in order`() {
    let seeds: ClosedRange<UInt64> = 1...100
    for seed in seeds {
      var simulation = MailboxSimulation(seed: seed)
      do {
        try simulation.run()
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
      #expect(simulation.stored > 500, "seed \(seed): hardly anything happened")
    }
  }
}
