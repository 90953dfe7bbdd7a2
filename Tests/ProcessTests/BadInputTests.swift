import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu finding report` with what should not be stored, and with what must be.
  @Suite struct BadInputTests {
    /// An edit of a good document, and what must be said about it.
    struct Fault: Sendable {
      var old: String
      var new: String
      var field: String
      var rule: String
    }

    static let good = """
      {"activity":"distribution-inspection","trigger":"routine",
       "foundAt":"2026-03-04T16:20:00+07:00",
       "places":[{"role":"found","region":"32.10","facility":"market"}],
       "product":{"name":"mi basah","quantity":{"value":6,"unit":"kg"}},
       "substance":"formalin","test":{"kind":"rapid","result":"positive"}}
      """

    static let place = #"{"role":"found","region":"32.10","facility":"market"}"#

    static let faults = [
      Fault(old: "32.10", new: "32.99", field: "places[0].region", rule: "unknown-region"),
      Fault(old: "32.10", new: "32.1", field: "places[0].region", rule: "region-lost-zero"),
      Fault(old: #""found""#, new: #""seen""#, field: "places[0].role", rule: "unknown-value"),
      Fault(
        old: "distribution-inspection", new: "party", field: "activity", rule: "unknown-value"),
      Fault(
        old: #""market""#, new: #""moon""#, field: "places[0].facility", rule: "unknown-value"),
      Fault(old: place, new: "", field: "places", rule: "no-places"),
      Fault(
        old: place, new: Array(repeating: place, count: 65).joined(separator: ","),
        field: "places", rule: "too-many-places"),
      Fault(old: "2026-03-04", new: "2026-02-30", field: "foundAt", rule: "impossible-date"),
      Fault(old: "2026-03-04", new: "2226-03-04", field: "foundAt", rule: "in-future"),
      Fault(old: "2026-03-04", new: "0004-03-04", field: "foundAt", rule: "too-early"),
      Fault(
        old: #""value":6"#, new: #""value":-6"#, field: "product.quantity.value",
        rule: "negative-number"),
      Fault(
        old: #""trigger":"routine""#, new: #""victims":3"#, field: "victims",
        rule: "unknown-field"),
      Fault(
        old: #""value":6"#, new: #""value":"6""#, field: "product.quantity.value",
        rule: "wrong-type"),
      Fault(
        old: #""activity":"distribution-inspection","#, new: "", field: "activity",
        rule: "missing-field"),
    ]

    /// Whole documents that are not even close.
    static let documents: [(bytes: [UInt8], rule: String)] = [
      (Array(repeating: UInt8(ascii: " "), count: 1 << 20), "document-too-large"),
      (Array(repeating: UInt8(ascii: "["), count: 100_000), "document-too-large"),
      (Array(repeating: UInt8(ascii: "["), count: 60_000), "too-deep"),
      (Array(good.utf8.dropLast(3)) + [0xc3, 0x28] + Array("}}".utf8), "invalid-utf8"),
      (Array(good.utf8.dropLast(1)), "malformed-json"),
      (Array("null".utf8), "wrong-type"),
      ([], "document-empty"),
    ]

    @Test func `bad input is refused with its field and rule, and nothing is stored`()
      async throws
    {
      try await TestSystem.with { system in
        _ = try await system.up()
        let first = try await system.terpadu(
          ["finding", "report", "-", "--as", "pom-bandung"], input: Array(Self.good.utf8))
        #expect(first.status == 0, "\(first.errors)")
        let before = try await system.terpadu(["finding", "list", "--json"])
        for fault in Self.faults {
          let edited = Self.good.replacingOccurrences(of: fault.old, with: fault.new)
          try #require(edited != Self.good, "the edit for \(fault.rule) changes nothing")
          try await expectRefusal(
            system, Array(edited.utf8), field: fault.field, rule: fault.rule)
        }
        for document in Self.documents {
          try await expectRefusal(system, document.bytes, field: "", rule: document.rule)
        }
        try await expectRefusal(
          system, Array(Self.good.utf8), unit: "pom-atlantis", field: "as",
          rule: "unknown-unit")
        let after = try await system.terpadu(["finding", "list", "--json"])
        #expect(before.output.split(separator: "\n").count == 1)
        #expect(after.status == 0 && after.output == before.output)
      }
    }

    @Test func `words that nobody knows are kept and flagged`() async throws {
      try await TestSystem.with { system in
        _ = try await system.up()
        let substance = Self.good.replacingOccurrences(of: "formalin", with: "bubuk ajaib")
        let permit = Self.good.replacingOccurrences(
          of: #""facility":"market""#,
          with: #""facility":"home-industry","permit":{"type":"kartu-kuning","number":"7"}"#)
        for (document, flag) in [
          (substance, "substance-unmapped"), (permit, "competence-unknown"),
        ] {
          let answer = try await system.terpadu(
            ["finding", "report", "-", "--as", "pom-bandung", "--json"],
            input: Array(document.utf8))
          #expect(answer.status == 0, "\(answer.errors)")
          #expect(answer.output.contains(#""\#(flag)""#), "\(answer.output)")
          let list = try await system.terpadu(["finding", "list", "--flag", flag, "--json"])
          #expect(list.output.split(separator: "\n").count == 1, "\(flag): \(list.output)")
        }
        let all = try await system.terpadu(["finding", "list", "--json"])
        #expect(all.output.split(separator: "\n").count == 2)
      }
    }

    @Test func `a command without a system or without sense has a status of its own`()
      async throws
    {
      try await TestSystem.with { system in
        let away = try await system.terpadu(
          ["finding", "report", "-", "--as", "pom-bandung"], input: Array(Self.good.utf8))
        #expect(away.status == 4)
        #expect(isOneSentence(away.errors), "\(away.errors)")
        #expect(away.errors.contains(system.data.path))
        for usage in [
          ["finding", "report"], ["finding", "report", "-"], ["finding", "dance"],
          ["--lang", "xx"],
        ] {
          let result = try await system.terpadu(usage, input: Array(Self.good.utf8))
          #expect(result.status == 2, "\(usage): \(result.errors)")
          #expect(result.output.isEmpty && !result.errors.isEmpty)
        }
      }
    }

    /// Exit status 3 and one sentence with field and rule, in both languages.
    private func expectRefusal(
      _ system: TestSystem, _ document: [UInt8], unit: String = "pom-bandung", field: String,
      rule: String
    ) async throws {
      var sentences: Set<String> = []
      for language in ["id", "en"] {
        let result = try await system.terpadu(
          ["finding", "report", "-", "--as", unit, "--lang", language], input: document)
        let said = "\(field) \(rule) \(language): \(result.errors)"
        #expect(result.status == 3, "\(said)")
        #expect(result.output.isEmpty, "\(said)")
        #expect(isOneSentence(result.errors), "\(said)")
        #expect(result.errors.contains(field.isEmpty ? rule : field), "\(said)")
        #expect(result.errors.contains(rule), "\(said)")
        #expect(!result.errors.contains("–"), "an unfilled parameter: \(said)")
        sentences.insert(result.errors)
      }
      #expect(sentences.count == 2, "both languages say the same: \(sentences)")
    }

    private func isOneSentence(_ text: String) -> Bool {
      let lines = text.split(separator: "\n")
      return lines.count == 1 && lines[0].count > 20 && lines[0].hasSuffix(".")
    }
  }
}
