import Foundation
import Testing

@testable import Domain

/// Words that may grow: what a program of today does with one of tomorrow.
@Suite struct OpenWordTests {
  private static let types: [any OpenWord.Type] = [
    Announcement.self, Certainty.self, FacilityKind.self, FindingActivity.self, FindingFlag.self,
    FindingState.self, FindingTrigger.self, HazardFamily.self, HolidayKind.self,
    NotTold.Reason.self, OutcomeCode.self, PlaceRole.self, RecipientRole.self, RegionLevel.self,
    RiskClass.self, RoutingRule.self, SubstanceList.self, TestKind.self, TestResult.self,
    UnitKind.self,
  ]

  @Test(arguments: types.indices)
  func `a word is one string, known or not, and comes back as it was`(index: Int) throws {
    func check<Word: OpenWord>(_: Word.Type) throws {
      for word in Word.known + [Word(rawValue: "of-tomorrow")] {
        let bytes = try JSONEncoder().encode([word])
        #expect(String(decoding: bytes, as: UTF8.self) == "[\"\(word.rawValue)\"]")
        #expect(try JSONDecoder().decode([Word].self, from: bytes) == [word])
      }
    }
    try check(Self.types[index])
  }

  @Test(arguments: types.indices)
  func `what a person writes is held to the known words, each of which is there once`(
    index: Int
  ) {
    func check<Word: OpenWord>(_: Word.Type) {
      #expect(Set(Word.known).count == Word.known.count)
      for word in Word.known { #expect(Word(known: word.rawValue) == word) }
      for text in ["of-tomorrow", "", " ", Word.known[0].rawValue.uppercased() + " "] {
        #expect(Word(known: text) == nil)
        #expect(!Word(rawValue: text).isKnown)
      }
    }
    check(Self.types[index])
  }

  @Test func `the words of the wire are English words in lower case`() {
    let indonesian = ["provinsi", "kabupaten", "kota", "libur", "kementerian", "zat", "senyawa"]
    func check<Word: OpenWord>(_: Word.Type) {
      for word in Word.known {
        #expect(word.rawValue.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || $0 > 96 })
        #expect(indonesian.allSatisfy { !word.rawValue.split(separator: "-").contains($0[...]) })
      }
    }
    for type in Self.types { check(type) }
  }

  private let state = FindingState(rawValue: "of-tomorrow")

  @Test func `a state of tomorrow is one in which the finding stands, and is not confirmed`() throws
  {
    #expect(state.isStanding && state.isSent && state.isPresumptive)
    #expect(Announcement(from: nil, to: state, material: false) == .alert)
    #expect(Announcement(from: .presumptive, to: state, material: false) == .update)
    #expect(Announcement(from: state, to: .confirmed, material: false) == .update)
    #expect(Announcement(from: state, to: .refuted, material: false) == .withdrawal)
    #expect(try state.after(.withdraw) == .withdrawn)
    #expect(try state.after(.open) == state)
    #expect(throws: Refusal.self) { try state.after(.amend) }
  }

  @Test func `of the known states three stand, and two of them are presumptive`() {
    let standing = FindingState.known.filter(\.isStanding)
    #expect(standing == [.reported, .presumptive, .confirmed])
    #expect(FindingState.known.filter(\.isPresumptive) == [.reported, .presumptive])
  }

  @Test func `a test of tomorrow is on record and changes nothing`() throws {
    let kind = TestKind(rawValue: "of-tomorrow")
    #expect(FindingState(firstTest: TestRecord(kind: kind, result: .positive)) == .reported)
    let inconclusive = TestResult(rawValue: "inconclusive")
    #expect(FindingState(firstTest: TestRecord(kind: .lab, result: inconclusive)) == .reported)
    #expect(try FindingState.presumptive.after(.test(.lab, inconclusive)) == .presumptive)
    #expect(try FindingState.presumptive.after(.test(kind, .negative)) == .presumptive)
  }

  @Test func `a role and a certainty of tomorrow are the weakest, in one order`() {
    let role = RecipientRole(rawValue: "of-tomorrow")
    let roles = [role, RecipientRole(rawValue: "another"), .action, .attention, .coordination]
    #expect(
      roles.sorted(by: >) == [
        .action, .coordination, .attention, role, RecipientRole(rawValue: "another"),
      ])
    let certainty = Certainty(rawValue: "of-tomorrow")
    #expect([Certainty.regulation, certainty, .knowledge, .secondary].min() == certainty)
  }

  @Test func `every rule has its basis, or takes it from the registry`() {
    let registrys: Set<RoutingRule> = [.owner, .competentAuthority, .competentMinistry]
    for rule in RoutingRule.known {
      #expect(rule.standingBasis.isEmpty == registrys.contains(rule), "\(rule)")
    }
    #expect(RoutingRule(rawValue: "of-tomorrow").order == RoutingRule.known.count)
  }

  @Test func `a unit of a kind of tomorrow exists, and is of no office`() throws {
    var registry = try RegistryFixture.state()
    let kind = UnitKind(rawValue: "of-tomorrow")
    // Even where a Pemda of today would have to fit its region.
    for id in ["satgas-uji", "pemda-13.99"] {
      try registry.apply(RegistryFixture.unit(id, kind, "Unit uji"))
      #expect(registry.hasUnit(UnitID(id)))
    }
    #expect(!kind.isFieldOffice && !kind.isLocalGovernment && !kind.mayCoordinate)
  }

  @Test func `a fact with a word of tomorrow is refused when a person brings it in`() throws {
    let substance = """
      {"substance": {"id": "uji", "name": {"id": "uji", "en": "test"}, "relatedCAS": [],
       "synonyms": [], "family": "dye", "foods": [], "rapidTest": "", "confirmatoryTest": "",
       "hazard": "", "lists": ["b2", "other"], "certainty": "secondary", "source": "uji"}}
      """
    #expect(try RegistryFact.list(json: Array(substance.utf8)).count == 1)
    for (old, field, allowed) in [
      ("\"dye\"", "[0].substance.family", HazardFamily.allowed),
      ("\"other\"", "[0].substance.lists[1]", SubstanceList.allowed),
      ("\"secondary\"", "[0].substance.certainty", Certainty.allowed),
    ] {
      let text = substance.replacing(old, with: "\"of-tomorrow\"")
      let refusal = try #require(throws: Refusal.self) {
        try RegistryFact.list(json: Array(text.utf8))
      }
      #expect(refusal.rule == "unknown-value" && refusal.field == field, "\(refusal)")
      #expect(refusal.parameters == ["value": "of-tomorrow", "allowed": allowed])
    }
  }
}
