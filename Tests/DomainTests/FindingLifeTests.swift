import Domain
import Testing

/// The states of a finding, what changes are worth telling, and lawful amendments.
@Suite struct FindingLifeTests {
  @Test func `the first test decides where a finding begins`() {
    let rapid = TestRecord(kind: .rapid, result: .positive)
    #expect(FindingState(firstTest: nil) == .reported)
    #expect(FindingState(firstTest: rapid) == .presumptive)
    #expect(FindingState(firstTest: TestRecord(kind: .lab, result: .positive)) == .confirmed)
    for kind in TestKind.known {
      let state = FindingState(firstTest: TestRecord(kind: kind, result: .negative))
      #expect(state == .recorded)
      #expect(!state.isSent)
    }
  }

  @Test(arguments: [
    (FindingState.reported, FindingStep.test(.rapid, .positive), FindingState.presumptive),
    (.reported, .test(.rapid, .negative), .reported), (.reported, .test(.lab, .negative), .refuted),
    (.presumptive, .test(.rapid, .negative), .presumptive),
    (.presumptive, .test(.lab, .positive), .confirmed),
    (.presumptive, .test(.lab, .negative), .refuted),
    (.recorded, .test(.lab, .negative), .recorded), (.recorded, .test(.lab, .positive), .confirmed),
    (.recorded, .close, .closed), (.confirmed, .amend, .confirmed), (.confirmed, .close, .closed),
    (.refuted, .close, .closed), (.closed, .open, .closed), (.presumptive, .open, .presumptive),
  ])
  func `a lawful step leads on`(state: FindingState, step: FindingStep, next: FindingState) throws {
    #expect(try state.after(step) == next)
  }

  @Test(arguments: FindingState.known.filter { $0 != .withdrawn })
  func `a finding is withdrawn from every state`(state: FindingState) throws {
    #expect(try state.after(.withdraw) == .withdrawn)
  }

  @Test(arguments: [
    (FindingState.confirmed, FindingStep.test(.lab, .negative), "amend, open, close, withdraw"),
    (.refuted, .test(.lab, .positive), "open, close, withdraw"),
    (.refuted, .amend, "open, close, withdraw"), (.closed, .amend, "open, withdraw"),
    (.closed, .close, "open, withdraw"), (.withdrawn, .withdraw, ""), (.withdrawn, .open, ""),
  ])
  func `an illegal step says what is allowed`(
    state: FindingState, step: FindingStep, allowed: String
  ) throws {
    let refusal = try #require(throws: Refusal.self) { try state.after(step) }
    #expect(refusal.code == .conflict)
    #expect(refusal.rule == "illegal-transition")
    #expect(
      refusal.parameters == [
        "state": state.rawValue, "step": step.word.rawValue, "allowed": allowed,
        "allowedSteps": allowed,
      ])
  }

  @Test(
    arguments: [
      (nil, FindingState.reported, false, Announcement.alert), (nil, .recorded, false, nil),
      (FindingState.recorded, .presumptive, false, .alert), (.recorded, .withdrawn, false, nil),
      (.recorded, .closed, false, nil), (.recorded, .recorded, true, nil),
      (.presumptive, .confirmed, false, .update), (.presumptive, .refuted, false, .withdrawal),
      (.confirmed, .withdrawn, false, .withdrawal), (.confirmed, .closed, false, .update),
      (.refuted, .closed, false, nil), (.confirmed, .confirmed, true, .update),
      (.confirmed, .confirmed, false, nil), (.closed, .withdrawn, false, .withdrawal),
    ] as [(FindingState?, FindingState, Bool, Announcement?)])
  func `a change of state is told as what it means`(
    earlier: FindingState?, state: FindingState, material: Bool, expected: Announcement?
  ) {
    #expect(Announcement(from: earlier, to: state, material: material) == expected)
  }

  private let old = FindingDocument(
    activity: .sampling, trigger: .routine, foundAt: time("2026-03-04T16:20:00+07:00"),
    places: [place(.found, "17.02"), place(.produced, "17.08", .homeIndustry, permit: "pirt")],
    product: FoodProduct(name: "mi basah", quantity: Quantity(value: 6, unit: "kg")),
    substance: SubstanceMention(given: "bleng", id: SubstanceID("boraks")),
    test: TestRecord(kind: .rapid, result: .positive), note: "satu")

  private func changes(_ edit: (inout FindingDocument) -> Void) -> [FindingChange] {
    var new = old
    edit(&new)
    return FindingChange.between(old, new)
  }

  @Test func `what decides who is told, and what was found, is material`() {
    #expect(
      changes {
        $0.activity = .outbreak
        $0.foundAt = time("2026-03-03T16:20:00+07:00")
        $0.places[0].region = RegionCode("17.03")
        $0.places[0].facility = .stall
        $0.places[1].permit = nil
        $0.places.append(place(.sold, "17.71"))
        $0.product?.quantity?.value = 60
        $0.substance = SubstanceMention(given: "formalin", id: SubstanceID("formalin"))
        $0.test?.result = .negative
        $0.secured = SecuredGoods(quantity: Quantity(value: 1, unit: "kg"))
      }
        == [
          "activity", "foundAt", "places[0].region", "places[0].facility", "places[1].permit",
          "places[2]", "product.quantity", "substance", "test.result", "secured",
        ].map { FindingChange(path: $0, isMaterial: true) })
  }

  @Test func `remarks are not material, and another word for the substance is no change`() {
    #expect(
      changes {
        $0.note = "dua"
        $0.trigger = .incident
        $0.test?.kit = "kit 7"
        $0.substance.given = "boraks"
      }
        == ["trigger", "test.kit", "note"].map { FindingChange(path: $0, isMaterial: false) })
    #expect(changes { _ in }.isEmpty)
  }

  private let id = ID<FindingDocument>(
    at: Timestamp(milliseconds: 1_772_616_000_000), entropy: Array(0..<10))

  @Test func `an amendment keeps the state and says what it changes`() throws {
    var new = old
    new.id = id
    new.note = "dua"
    let amendment = try FindingAmendment(of: old, finding: id, state: .confirmed, by: new)
    #expect(amendment.state == .confirmed)
    #expect(amendment.changes.map(\.path) == ["note"])
    #expect(!amendment.isMaterial)
  }

  @Test func `a corrected test counts as a test`() throws {
    var new = old
    new.test = TestRecord(kind: .lab, result: .negative)
    let amendment = try FindingAmendment(of: old, finding: id, state: .presumptive, by: new)
    #expect(amendment.state == .refuted)
    #expect(amendment.isMaterial)
    let refusal = try #require(throws: Refusal.self) {
      try FindingAmendment(of: old, finding: id, state: .confirmed, by: new)
    }
    #expect(refusal.rule == "illegal-transition")
  }

  @Test func `an amendment keeps the finding's id and its confidentiality`() throws {
    var other = old
    other.id = ID(at: Timestamp(milliseconds: 1), entropy: Array(0..<10))
    var hidden = old
    hidden.confidential = true
    for (document, rule) in [(other, "other-finding"), (hidden, "confidentiality-fixed")] {
      let refusal = try #require(throws: Refusal.self) {
        try FindingAmendment(of: old, finding: id, state: .presumptive, by: document)
      }
      #expect(refusal.rule == rule)
    }
  }
}
