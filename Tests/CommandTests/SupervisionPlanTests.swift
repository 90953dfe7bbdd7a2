import Events
import Testing

@testable import TerpaduCommands

@Suite struct SupervisionPlanTests {
  private var plan = SupervisionPlan(services: [.registry, .findings])

  @Test mutating func `all services start together and are announced when all are ready`() {
    #expect(plan.step(.begin, at: .zero) == [.start(.registry), .start(.findings)])
    #expect(plan.step(.ready(.findings), at: .zero) == [])
    #expect(plan.step(.ready(.registry), at: .zero) == [.announceReady])
    #expect(plan.wakeAt == nil)
  }

  @Test
  mutating func `a log that is followed no more is reported and keeps nothing from being ready`() {
    let stop = StoppedLink(service: .findings, source: .registry, reason: "fork")
    _ = plan.step(.begin, at: .zero)
    _ = plan.step(.ready(.registry), at: .zero)
    #expect(plan.step(.linkStopped(stop), at: .zero) == [.reportStop(stop)])
    #expect(plan.step(.ready(.findings), at: .zero) == [.announceReady])
    let later = StoppedLink(service: .findings, source: .registry, reason: "epoch")
    #expect(plan.step(.linkStopped(later), at: .seconds(9)) == [.reportStop(later)])
    _ = plan.step(.stop, at: .seconds(10))
    #expect(plan.step(.linkStopped(stop), at: .seconds(10)) == [])
  }

  @Test mutating func `one that had been ready starts again at once, and once ready is told once`()
  {
    makeReady()
    for _ in 0..<2 {
      #expect(
        plan.step(.ended(.registry, .signal(9)), at: .seconds(1))
          == [.report(.registry, .signal(9), retryIn: nil), .start(.registry)])
      #expect(plan.step(.ready(.registry), at: .seconds(2)) == [.reportReady(.registry)])
      #expect(plan.step(.ready(.registry), at: .seconds(2)) == [])
    }
  }

  @Test mutating func `one that failed at the start is told when it is ready, before all are`() {
    _ = plan.step(.begin, at: .zero)
    _ = plan.step(.ended(.registry, .status(1)), at: .zero)
    #expect(plan.step(.ready(.findings), at: .zero) == [])
    #expect(plan.step(.tick, at: .seconds(1)) == [.start(.registry)])
    _ = plan.step(.ended(.registry, .status(1)), at: .seconds(1))
    #expect(plan.step(.tick, at: .seconds(2)) == [.start(.registry)])
    #expect(
      plan.step(.ready(.registry), at: .seconds(2)) == [.reportReady(.registry), .announceReady])
  }

  @Test mutating func `one that fails before it is ready waits twice as long each time, up to 5 s`()
  {
    _ = plan.step(.begin, at: .zero)
    var now = Duration.zero
    var delays: [Duration] = []
    for _ in 0..<8 {
      let actions = plan.step(.ended(.registry, .status(1)), at: now)
      guard case .report(.registry, .status(1), let delay?) = actions.first else {
        Issue.record("not reported: \(actions)")
        return
      }
      delays.append(delay)
      #expect(plan.wakeAt == now + delay)
      #expect(plan.step(.tick, at: now + delay - .milliseconds(1)) == [])
      now += delay
      #expect(plan.step(.tick, at: now) == [.start(.registry)])
    }
    #expect(
      delays == [100, 200, 400, 800, 1600, 3200, 5000, 5000].map { .milliseconds($0) })
    #expect(plan.step(.ready(.registry), at: now) == [.reportReady(.registry)])
    _ = plan.step(.ended(.registry, .status(1)), at: now)
    let again = plan.step(.ended(.registry, .status(1)), at: now)
    #expect(again == [.report(.registry, .status(1), retryIn: .milliseconds(100))])
  }

  @Test mutating func `stopping asks followers first and finishes when all have ended`() {
    makeReady()
    #expect(plan.step(.stop, at: .zero) == [.terminate(.findings), .terminate(.registry)])
    #expect(plan.step(.ended(.findings, .status(0)), at: .zero) == [])
    #expect(plan.step(.ended(.registry, .signal(15)), at: .zero) == [.finish])
  }

  @Test mutating func `one that does not stop within 5 s is killed`() {
    makeReady()
    _ = plan.step(.stop, at: .seconds(10))
    #expect(plan.wakeAt == .seconds(15))
    _ = plan.step(.ended(.findings, .status(0)), at: .seconds(11))
    #expect(plan.step(.tick, at: .milliseconds(14_999)) == [])
    #expect(plan.step(.tick, at: .seconds(15)) == [.kill(.registry)])
    #expect(plan.step(.ended(.registry, .signal(9)), at: .seconds(15)) == [.finish])
  }

  @Test mutating func `a second stop kills at once`() {
    makeReady()
    _ = plan.step(.stop, at: .zero)
    #expect(plan.step(.stop, at: .seconds(1)) == [.kill(.registry), .kill(.findings)])
    #expect(plan.wakeAt == nil)
  }

  @Test mutating func `stopping starts nothing that waits`() {
    _ = plan.step(.begin, at: .zero)
    _ = plan.step(.ended(.registry, .status(1)), at: .zero)
    _ = plan.step(.ended(.findings, .notStarted("no such file")), at: .zero)
    #expect(plan.step(.stop, at: .zero) == [.finish])
    #expect(plan.step(.tick, at: .seconds(9)) == [])
    #expect(plan.step(.ready(.registry), at: .seconds(9)) == [])
  }

  private mutating func makeReady() {
    _ = plan.step(.begin, at: .zero)
    _ = plan.step(.ready(.registry), at: .zero)
    _ = plan.step(.ready(.findings), at: .zero)
  }
}
