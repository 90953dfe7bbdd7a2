import Domain
import Events
import Testing

@testable import Localization

@Suite struct CatalogueTests {
  @Test(arguments: Catalogue.Family.allCases)
  func `every word has a text in both languages with the same placeholders`(
    family: Catalogue.Family
  ) {
    let texts = Catalogue.texts(family)
    #expect(!texts.isEmpty)
    for (word, text) in texts {
      #expect(!text.id.isEmpty && !text.en.isEmpty, "\(family.rawValue).\(word)")
      #expect(
        text.placeholders(in: .id) == text.placeholders(in: .en), "\(family.rawValue).\(word)")
    }
  }

  /// Of two texts of one word only one would ever be read.
  @Test(arguments: [Catalogue.refusalParts, Catalogue.faultParts])
  func `no word stands in two tables of a family`(parts: [[String: Text]]) {
    let words = parts.flatMap(\.keys)
    let twice = Dictionary(grouping: words) { $0 }.filter { $0.value.count > 1 }.keys
    #expect(twice.isEmpty, "\(twice.sorted())")
  }

  @Test func `every label stands in a table, in both languages with the same placeholders`() {
    for label in Label.allCases {
      let text = Label.systemTexts[label] ?? Label.domainTexts[label]
      #expect(text != nil, "\(label)")
      #expect(
        label.text.placeholders(in: .id) == label.text.placeholders(in: .en), "\(label)")
      #expect(!label.text.id.isEmpty && !label.text.en.isEmpty, "\(label)")
    }
    #expect(Set(Label.systemTexts.keys).isDisjoint(with: Label.domainTexts.keys))
  }

  @Test func `every closed set of the domain has its words`() {
    let sets: [(Catalogue.Family, [String])] = [
      (.rule, RoutingRule.known.map(\.rawValue)),
      (.notTold, NotTold.Reason.known.map(\.rawValue)),
      (.flag, FindingFlag.known.map(\.rawValue)),
      (.role, RecipientRole.known.map(\.rawValue)),
      (.messageKind, MessageKind.known.map(\.rawValue)),
      (.findingState, FindingState.known.map(\.rawValue)),
      (.activity, FindingActivity.known.map(\.rawValue)),
      (.trigger, FindingTrigger.known.map(\.rawValue)),
      (.testKind, TestKind.known.map(\.rawValue)),
      (.testResult, TestResult.known.map(\.rawValue)),
      (.placeRole, PlaceRole.known.map(\.rawValue)),
      (.facility, FacilityKind.known.map(\.rawValue)),
      (.step, FindingStep.Word.allCases.map(\.rawValue)),
      (.step, ["accept", "redirect", "report", "complete"]),
      (.linkReason, ["fork", "other-log", "epoch", "older-head", "damaged"]),
      (.taskState, TaskState.known.map(\.rawValue)),
      (.certainty, Certainty.known.map(\.rawValue)),
      (.outcome, OutcomeCode.known.map(\.rawValue)),
      (.subject, FindingState.known.filter { $0 != .withdrawn }.map { "update-\($0.rawValue)" }),
      (.subject, ["withdrawal-withdrawn", "withdrawal-refuted", "task", "task-provisional"]),
    ]
    for (family, words) in sets {
      for word in words {
        #expect(Catalogue.text(family, word) != nil, "\(family.rawValue).\(word)")
      }
    }
  }

  @Test func `a rule's sentence uses every parameter that the rule documents`() {
    let parameters: [RoutingRule: Set<String>] = [
      .owner: ["places", "region"], .competentAuthority: ["places", "region", "permit"],
      .competentMinistry: ["places", "permit"], .pemdaNoPermit: ["places", "region"],
      .pemdaOutbreak: ["places", "region"], .provinceAcrossRegencies: ["places", "province"],
      .b2TraderUnlicensed: ["places"], .coordinatorSpanning: ["owner"],
      .pusatB2Trader: ["places"], .pusatRegionUnknown: ["places"],
      .pusatCompetenceUnknown: ["places", "permit"], .coordinator: ["owner"],
      .pemdaPlace: ["places", "region"], .province: ["places", "province"],
      .online: ["places"], .b2Trader: ["places"],
    ]
    for rule in RoutingRule.known {
      let text = Catalogue.text(.rule, rule.rawValue)
      #expect(text?.placeholders(in: .id) == parameters[rule] ?? [], "\(rule)")
    }
  }
}
