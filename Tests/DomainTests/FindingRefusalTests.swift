import Domain
import Foundation
import Testing

/// Bad input: every fault is refused with its field and its rule, and nothing crashes.
@Suite struct FindingRefusalTests {
  /// An edit of the example and what must be said about it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let field: String
    let rule: String
    var parameters: [String: String] = [:]

    var testDescription: String { "\(rule) at \(field)" }
  }

  private static let place =
    #"{ "role": "found", "region": "17.02", "facility": "market", "name": "Pasar Atas" }"#

  static let faults: [Fault] = [
    Fault(
      old: #""region": "17.02", "facility": "market""#,
      new: #""region": "17.99", "facility": "market""#, field: "places[0].region",
      rule: "unknown-region", parameters: ["value": "17.99"]),
    Fault(
      old: #""region": "17.02", "facility": "market""#,
      new: #""region": "32.1", "facility": "market""#, field: "places[0].region",
      rule: "region-lost-zero", parameters: ["value": "32.1", "likely": "32.10"]),
    Fault(
      old: #""region": "17.02", "facility": "market""#,
      new: #""region": 17.02, "facility": "market""#, field: "places[0].region",
      rule: "wrong-type", parameters: ["expected": "string", "given": "number"]),
    Fault(
      old: #""region": "17.02", "facility": "market""#,
      new: #""region": "Rejang Lebong", "facility": "market""#, field: "places[0].region",
      rule: "region-syntax", parameters: ["value": "Rejang Lebong"]),
    Fault(
      old: #""region": "17.02", "facility": "market""#,
      new: #""region": "17", "facility": "market""#, field: "places[0].region",
      rule: "region-is-province", parameters: ["value": "17"]),
    Fault(
      old: #""region": "17.02", "facility": "market""#,
      new: #""region": "91.01", "facility": "market""#, field: "places[0].region",
      rule: "region-replaced", parameters: ["value": "91.01", "successors": "93.01"]),
    Fault(
      old: #""role": "found""#, new: #""role": "seen""#, field: "places[0].role",
      rule: "unknown-value",
      parameters: ["value": "seen", "allowed": "found, sold, produced, supplied, stored"]),
    Fault(
      old: "distribution-inspection", new: "party", field: "activity", rule: "unknown-value",
      parameters: [
        "value": "party",
        "allowed": "production-inspection, distribution-inspection, sampling, label-check, "
          + "advert-watch, tracing, complaint, outbreak",
      ]),
    Fault(
      old: #""facility": "home-industry""#, new: #""facility": "moon""#,
      field: "places[1].facility", rule: "unknown-value"),
    Fault(
      old: #""trigger": "routine""#, new: #""trigger": "whim""#, field: "trigger",
      rule: "unknown-value",
      parameters: ["value": "whim", "allowed": "routine, incident, tracing, certification"]),
    Fault(
      old: #""kind": "rapid""#, new: #""kind": "smell""#, field: "test.kind",
      rule: "unknown-value", parameters: ["value": "smell", "allowed": "rapid, lab"]),
    Fault(
      old: #""result": "positive""#, new: #""result": "perhaps""#, field: "test.result",
      rule: "unknown-value", parameters: ["value": "perhaps", "allowed": "negative, positive"]),
    Fault(
      old: place + ",", new: Array(repeating: place + ",", count: 64).joined(), field: "places",
      rule: "too-many-places", parameters: ["limit": "64", "count": "65"]),
    Fault(
      old: "2026-03-04T16:20:00+07:00", new: "2026-02-30T16:20:00+07:00", field: "foundAt",
      rule: "impossible-date"),
    Fault(
      old: "2026-03-04T16:20:00+07:00", new: "2026-03-04T16:20:00", field: "foundAt",
      rule: "not-a-time"),
    Fault(
      old: "2026-03-04T16:20:00+07:00", new: "2026-03-04T25:20:00+07:00", field: "foundAt",
      rule: "not-a-time"),
    Fault(
      old: "2026-03-04T16:20:00+07:00", new: "2027-03-04T16:20:00+07:00", field: "foundAt",
      rule: "in-future"),
    Fault(
      old: "2026-03-04T16:20:00+07:00", new: "0004-03-04T16:20:00+07:00", field: "foundAt",
      rule: "too-early",
      parameters: [
        "value": "0004-03-04T16:20:00+07:00", "earliest": "2000-01-01T00:00:00+07:00",
      ]),
    Fault(
      old: #""foundAt": "2026-03-04T16:20:00+07:00","#, new: "", field: "foundAt",
      rule: "missing-field", parameters: ["name": "foundAt"]),
    Fault(
      old: #""value": 6, "#, new: #""value": -6, "#, field: "product.quantity.value",
      rule: "negative-number", parameters: ["value": "-6"]),
    Fault(
      old: #""value": 6.5"#, new: #""value": -0.5"#, field: "secured.value",
      rule: "negative-number", parameters: ["value": "-0.5"]),
    Fault(
      old: #""value": 6.5"#, new: #""value": 20000000000"#, field: "secured.value",
      rule: "number-too-large", parameters: ["value": "20000000000", "limit": "1000000000"]),
    Fault(
      old: #""value": 6.5"#, new: #""value": 1e999"#, field: "secured.value",
      rule: "number-too-large"),
    Fault(
      old: #""value": 6.5"#, new: #""value": "6""#, field: "secured.value", rule: "wrong-type",
      parameters: ["expected": "number", "given": "string"]),
    Fault(
      old: #""value": 6.5, "#, new: "", field: "secured.value", rule: "missing-field"),
    Fault(
      old: #""value": 6.5"#, new: #""value": 06"#, field: "secured", rule: "malformed-json"),
    Fault(
      old: #""value": 6.5"#, new: #""value": NaN"#, field: "secured.value",
      rule: "malformed-json"),
    Fault(
      old: #""note": """#, new: #""victims": 3"#, field: "victims", rule: "unknown-field",
      parameters: [
        "name": "victims",
        "allowed": "id, activity, trigger, foundAt, places, product, substance, test, secured, "
          + "confidential, group, note",
      ]),
    Fault(
      old: #""type": "PIRT""#, new: #""kind": "PIRT""#, field: "places[1].permit.kind",
      rule: "unknown-field", parameters: ["name": "kind", "allowed": "type, number"]),
    Fault(
      old: #""type": "PIRT""#, new: #""type": 7"#, field: "places[1].permit.type",
      rule: "wrong-type", parameters: ["expected": "string", "given": "number"]),
    Fault(
      old: #""type": "PIRT", "#, new: "", field: "places[1].permit.type", rule: "missing-field"),
    Fault(
      old: #""type": "PIRT""#, new: #""type": " ""#, field: "places[1].permit.type",
      rule: "text-empty"),
    Fault(
      old: "2061702010001-27", new: String(repeating: "2", count: 101),
      field: "places[1].permit.number", rule: "text-too-long",
      parameters: ["limit": "100", "count": "101"]),
    Fault(
      old: "Pasar Atas", new: String(repeating: "é", count: 201), field: "places[0].name",
      rule: "text-too-long", parameters: ["limit": "200", "count": "201"]),
    Fault(
      old: "Pasar Atas", new: #"Pasar\u0007Atas"#, field: "places[0].name",
      rule: "control-character", parameters: ["offset": "5", "code": "7"]),
    Fault(
      old: "Pasar Atas", new: #"Pasar\nAtas"#, field: "places[0].name", rule: "control-character"),
    Fault(
      old: "Pasar Atas", new: "Pasar\u{202E}Atas", field: "places[0].name",
      rule: "control-character"),
    Fault(
      old: "Pasar Atas", new: #"Pasar \ud83d Atas"#, field: "places[0].name", rule: "malformed-json"
    ),
    Fault(
      old: #""confidential": false"#, new: #""confidential": "no""#, field: "confidential",
      rule: "wrong-type", parameters: ["expected": "boolean", "given": "string"]),
    Fault(
      old: #""confidential": false"#, new: #""confidential": true, "group": ["pom-atlantis"]"#,
      field: "group[0]", rule: "unknown-unit", parameters: ["value": "pom-atlantis"]),
    Fault(
      old: #""confidential": false"#, new: #""group": ["pusat-kepala"]"#, field: "group",
      rule: "group-without-confidential"),
    Fault(
      old: #""trigger": "routine""#, new: #""activity": "sampling""#, field: "activity",
      rule: "duplicate-field", parameters: ["name": "activity"]),
    Fault(
      old: #""trigger": "routine""#, new: #""id": "F-2026-000001""#, field: "id",
      rule: "not-a-uuid"),
    Fault(
      old: #""trigger": "routine""#, new: #""id": "7d444840-9dc0-41d1-b245-5ffdce74fad2""#,
      field: "id", rule: "not-uuid-version-7"),
    Fault(
      old: #""trigger": "routine","#, new: #""trigger": "routine" "#, field: "",
      rule: "malformed-json"),
    Fault(
      old: #""note": "" }"#, new: #""note": "" } ]"#, field: "", rule: "malformed-json"),
  ]

  @Test(arguments: faults)
  func `a fault in the example is refused by field and rule`(fault: Fault) throws {
    let text = try FindingReadingTests.edited(fault.old, fault.new)
    let refusal = try FindingReadingTests.refusal(Array(text.utf8))
    #expect(refusal.code == .invalid)
    #expect(refusal.rule == fault.rule)
    #expect(refusal.field == fault.field)
    for (name, value) in fault.parameters { #expect(refusal.parameters[name] == value) }
  }

  @Test func `no places are refused, absent and empty alike`() throws {
    for places in ["", #""places": [],"#] {
      let text = """
        {\(places)"foundAt":"2026-03-04T09:20:00Z","activity":"sampling","substance":"formalin"}
        """
      let refusal = try FindingReadingTests.refusal(Array(text.utf8))
      #expect(refusal.rule == "no-places")
      #expect(refusal.field == "places")
    }
  }

  @Test func `a code before it was in force names the one that was`() throws {
    let text = FindingReadingTests.example
      .replacingOccurrences(of: "2026-03-04T16", with: "2021-03-04T16")
      .replacingOccurrences(of: "17.02", with: "93.01")
    let refusal = try FindingReadingTests.refusal(Array(text.utf8))
    #expect(refusal.rule == "region-not-yet")
    #expect(refusal.parameters == ["value": "93.01", "predecessor": "91.01"])
  }

  /// Told by its name: an argument of a hundred thousand bytes costs seconds to print.
  struct NoDocument: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let rule: String

    init(_ name: String, _ bytes: [UInt8], _ rule: String) {
      testDescription = name
      self.bytes = bytes
      self.rule = rule
    }
  }

  static let noDocuments = [
    NoDocument("empty", [], "document-empty"),
    NoDocument("blank", Array(" \n\t ".utf8), "document-empty"),
    NoDocument(
      "a megabyte", Array(repeating: UInt8(ascii: " "), count: 1 << 20), "document-too-large"),
    NoDocument(
      "100,000 open brackets", Array(repeating: UInt8(ascii: "["), count: 100_000),
      "document-too-large"),
    NoDocument(
      "60,000 open brackets", Array(repeating: UInt8(ascii: "["), count: 60_000), "too-deep"),
    NoDocument(
      "60,000 open braces", Array(String(repeating: #"{"a":"#, count: 10_000).utf8), "too-deep"),
    NoDocument("a number", Array("7".utf8), "wrong-type"),
    NoDocument("an array", Array("[]".utf8), "wrong-type"),
    NoDocument("an open string", Array(#"{"activity"#.utf8), "malformed-json"),
    NoDocument("half a word", Array("tru".utf8), "malformed-json"),
    NoDocument("a lone minus", Array("-".utf8), "malformed-json"),
    NoDocument("no value", Array(#"{"a":}"#.utf8), "malformed-json"),
    NoDocument("a name without quotes", Array(#"{a":1}"#.utf8), "malformed-json"),
  ]

  @Test(arguments: noDocuments)
  func `what is no document is refused`(_ example: NoDocument) throws {
    #expect(try FindingReadingTests.refusal(example.bytes).rule == example.rule)
  }

  @Test(
    arguments: [
      ([0x22, 0xff, 0x22], 1), ([0x22, 0xc0, 0x80, 0x22], 1), ([0x22, 0xed, 0xa0, 0x80], 1),
      ([0x22, 0x61, 0xe2, 0x82], 2), ([0x22, 0xf4, 0x90, 0x80, 0x80], 1), ([0xc3, 0xa9, 0x80], 2),
    ] as [([UInt8], Int)])
  func `invalid UTF-8 is refused with its offset`(bytes: [UInt8], offset: Int) throws {
    let refusal = try FindingReadingTests.refusal(bytes)
    #expect(refusal.rule == "invalid-utf8")
    #expect(refusal.parameters == ["offset": String(offset)])
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a mutated document is read or refused, and what is read reads back`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      var bytes = Array(FindingReadingTests.example.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(Array(#"{}[]":,\-0e"#.utf8)[index % 11], at: index)
        default: bytes.removeLast(min(index % 20, bytes.count - 1))
        }
      }
      do {
        let document = try FindingReadingTests.read(bytes)
        #expect(try FindingReadingTests.read(document.canonicalJSON()) == document)
      } catch {
        #expect(error.code == .invalid)
        #expect(!error.rule.isEmpty)
      }
    }
  }
}
