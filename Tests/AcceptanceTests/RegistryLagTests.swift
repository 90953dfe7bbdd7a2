import Domain
import Events
import Security
import TestSupport
import Testing

/// A decree and a finding one after the other, while the registry's log is slow to arrive: the
/// finding is routed by the decree.
struct RegistryLagTests {
  private let tofu = SampleFinding(
    foundAt: "2026-04-02T08:00:00+07:00", product: "tahu", substance: "formalin",
    places: [.init("found", "13.03", "market")])
  private let byDecree = [
    "pemda-13 alert attention",
    "pemda-13.03 alert action", "pemda-13.03 task action",
    "pom-payakumbuh alert attention",
    "pusat-deputi-3 alert attention",
  ]

  @Test(arguments: [ServiceName.watch, .findings])
  func `a finding is routed by the decree before it`(slow: ServiceName) async throws {
    let link = TestSystem.Link(from: .registry, to: slow)
    let nemesis = Held<Nemesis>()
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      nemesis.value = try await system.watch(link)
    } _: { system in
      nemesis.value?.pause()
      let decree = try await system.designate(
        "pom-sijunjung", under: "pom-payakumbuh", from: "2026-04-01T00:00:00+07:00",
        decree: "Keputusan uji 1/2026")
      let quick: ServiceName = slow == .watch ? .findings : .watch
      try await system.settle(
        .init(from: .registry, to: quick), through: decree.position.sequence)
      #expect(try await system.link(link).position < decree.position.sequence)
      let finding = try await system.report(tofu, by: "pom-sijunjung")
      if slow == .watch {
        try await eventually("watch holds the finding until it knows the decree") {
          try await system.link(.init(from: .findings, to: .watch)).held == 1
        }
        #expect(try await system.told(finding.id).isEmpty)
      } else {
        try await eventually("the finding is told") {
          try await system.inbox("pom-payakumbuh").count == 1
        }
      }
      nemesis.value?.resume()
      try await system.settle()
      #expect(try await system.told(finding.id) == byDecree)
    }
  }

  @Test func `a new key holds no finding back, however late it arrives`() async throws {
    let link = TestSystem.Link(from: .registry, to: .watch)
    let nemesis = Held<Nemesis>()
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      nemesis.value = try await system.watch(link)
    } _: { system in
      nemesis.value?.pause()
      let key = CurveKeyPair.make().publicKey.map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
      }.joined()
      let enrolled = try await system.command(EnrolKey(unit: "pemda-13", publicKey: key), as: nil)
      try await system.settle(
        .init(from: .registry, to: .findings), through: enrolled.position.sequence)
      let finding = try await system.report(tofu, by: "pom-sijunjung")
      try await eventually("the finding is told") {
        try await system.told(finding.id).count == 5
      }
      #expect(try await system.link(link).position < enrolled.position.sequence)
      #expect(try await system.link(.init(from: .findings, to: .watch)).held == 0)
      nemesis.value?.resume()
      try await system.settle()
    }
  }

  @Test func `a link that was cut is down, and live again with nothing lost`() async throws {
    let link = TestSystem.Link(from: .findings, to: .watch)
    let nemesis = Held<Nemesis>()
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      nemesis.value = try await system.watch(link)
    } _: { system in
      nemesis.value?.cut()
      let finding = try await system.report(tofu, by: "pom-sijunjung")
      try await eventually("the silence is an alarm") {
        try await system.link(link).state == "down"
      }
      #expect(try await system.told(finding.id).isEmpty)
      nemesis.value?.resume()
      try await system.settle()
      #expect(try await system.told(finding.id).count == 5)
      #expect(try await system.link(link).state == "live")
    }
  }

  @Test func `a region that is not known is refused for good only when the registry has arrived`()
    async throws
  {
    var elsewhere = tofu
    elsewhere.places = [.init("found", "13.99", "market")]
    let document = elsewhere
    try await TestSystem.run(at: "2026-04-02T09:00:00+07:00") { system in
      try await system.stop(.registry)
      try await system.stop(.findings)
      try await system.start(.findings)
      let early = await #expect(throws: Refusal.self) {
        try await system.report(document, by: "pom-sijunjung")
      }
      #expect(early == Refusal(.unavailable, field: "places[0].region", rule: "registry-behind"))
      try await system.start(.registry)
      try await eventually("findings follows the registry") {
        try await system.link(.init(from: .registry, to: .findings)).state == "live"
      }
      let late = await #expect(throws: Refusal.self) {
        try await system.report(document, by: "pom-sijunjung")
      }
      #expect(
        late?.code == .invalid && late?.rule == "unknown-region", "\(String(describing: late))")
    }
  }
}
