import Domain
import Testing

/// What holds for every finding, shown on seeded random ones.
@Suite struct RoutingPropertyTests {
  private static let regions: [String?] = [
    "13.03", "13.76", "13.71", "17.02", "17.08", "17.03", "17.71", "31.71", "31.74", "33.72",
    "33.74", "61.01", "94.01", nil,
  ]
  private static let permits: [String?] = [
    nil, nil, "pirt", "ukot", "pt-b2", "dt-b2", "md", "never-heard-of",
  ]
  private static let reporters = [
    "pom-rejang-lebong", "pom-semarang", "pemda-17.02", "pusat-deputi-3", "pom-padang",
  ]

  private func randomFinding(_ generator: inout SeededGenerator) -> FindingDocument {
    let places = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
      place(
        PlaceRole.known.randomElement(using: &generator) ?? .found,
        Self.regions.randomElement(using: &generator) ?? nil,
        FacilityKind.known.randomElement(using: &generator) ?? .other,
        permit: Self.permits.randomElement(using: &generator) ?? nil)
    }
    return finding(
      places, activity: FindingActivity.known.randomElement(using: &generator) ?? .sampling)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `every decision is well formed, explained and the same in any order of places`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let document = randomFinding(&generator)
    let reporter = Self.reporters.randomElement(using: &generator) ?? "pom-padang"
    let decision = route(document, by: reporter)
    #expect(decision == route(document, by: reporter))

    let units = decision.recipients.map(\.unit)
    #expect(units == Set(units).sorted())
    #expect(!units.isEmpty)
    for recipient in decision.recipients {
      let roles = Set(recipient.reasons.map(\.role))
      #expect(recipient.roles == roles.sorted(by: >))
      #expect(recipient.role == roles.max())
      #expect(recipient.role == recipient.reasons.first?.role)
      #expect(recipient.news == (recipient.unit.rawValue != reporter))
      #expect(recipient.reasons.allSatisfy { !$0.basis.isEmpty })
      #expect(Set(recipient.reasons).count == recipient.reasons.count)
    }
    #expect(Set(units).isDisjoint(with: decision.notTold.map(\.unit)))
    let someoneActs = decision.recipients.contains { $0.role == .action }
    #expect(someoneActs || decision.flags.contains(.ownerUnknown))

    var shuffled = document
    shuffled.places.shuffle(using: &generator)
    let other = route(shuffled, by: reporter)
    #expect(circle(other) == circle(decision))
    #expect(other.notTold == decision.notTold)
    #expect(other.flags == decision.flags)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `no correction reaches fewer than the alert did`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let first = route(randomFinding(&generator), by: "pom-semarang")
    let second = route(randomFinding(&generator), by: "pom-semarang")
    for announcement in [Announcement.update, .withdrawal] {
      let members = Circle.merge(
        earlier: first.recipients, now: second, announcement: announcement,
        author: UnitID("pom-semarang"))
      let news = Set(members.filter(\.recipient.news).map(\.recipient.unit))
      #expect(Set(first.recipients.filter(\.news).map(\.unit)).isSubset(of: news))
      #expect(members.map(\.recipient.unit) == Set(members.map(\.recipient.unit)).sorted())
      for member in members where !second.recipients.map(\.unit).contains(member.recipient.unit) {
        let before = first.recipients.first { $0.unit == member.recipient.unit }
        #expect(member.recipient.role == before?.role)
        #expect(member.recipient.reasons.map(\.rule) == [.earlierRecipient])
      }
    }
  }

  @Test func `what nobody was told is withdrawn from nobody`() {
    let decision = route(finding([place(.found, "17.02")]), by: "pom-rejang-lebong")
    let members = Circle.merge(
      earlier: [], now: decision, announcement: .withdrawal, author: UnitID("pom-rejang-lebong"))
    #expect(members.isEmpty)
  }

  @Test func `a reporter hears when somebody else withdraws its finding`() throws {
    let decision = route(finding([place(.found, "17.02")]), by: "pom-rejang-lebong")
    let members = Circle.merge(
      earlier: decision.recipients, now: decision, announcement: .withdrawal,
      author: .pusatDeputi3)
    #expect(members.allSatisfy { $0.recipient.news && $0.kind == .withdrawal })
    let byReporter = Circle.merge(
      earlier: members.map(\.recipient), now: decision, announcement: .update,
      author: UnitID("pom-rejang-lebong"))
    #expect(byReporter.allSatisfy { $0.recipient.news })
  }
}
