import Domain
import Foundation
import Testing

/// Reading a finding as an officer wrote it.
@Suite struct FindingReadingTests {
  static let example = """
    { "activity": "distribution-inspection", "trigger": "routine",
      "foundAt": "2026-03-04T16:20:00+07:00",
      "places": [ { "role": "found", "region": "17.02", "facility": "market", "name": "Pasar Atas" },
                  { "role": "produced", "region": "17.02", "facility": "home-industry",
                    "permit": { "type": "PIRT", "number": "2061702010001-27" } } ],
      "product": { "name": "kerupuk merah", "quantity": { "value": 6, "unit": "kg" } },
      "substance": "rhodamin-b",
      "test": { "kind": "rapid", "result": "positive", "kit": "…" },
      "secured": { "value": 6.5, "unit": "kg", "action": "destroyed-voluntarily" },
      "confidential": false, "note": "" }
    """
  static let now = time("2026-03-04T16:30:00+07:00")

  static func read(_ text: String) throws(Refusal) -> FindingDocument {
    try read(Array(text.utf8))
  }

  static func read(_ bytes: [UInt8]) throws(Refusal) -> FindingDocument {
    try FindingDocument(json: bytes, now: now, vocabulary: FakeJurisdiction())
  }

  /// The refusal of a document; a finding that is accepted fails the test.
  static func refusal(_ bytes: [UInt8]) throws -> Refusal {
    try #require(throws: Refusal.self) { try read(bytes) }
  }

  /// The example with one piece of its text replaced.
  static func edited(_ old: String, _ new: String) throws -> String {
    try #require(example.contains(old))
    return example.replacingOccurrences(of: old, with: new)
  }

  @Test func `the example of the contract reads into typed values`() throws {
    let document = try Self.read(Self.example)
    #expect(document.activity == .distributionInspection)
    #expect(document.trigger == .routine)
    #expect(document.foundAt == time("2026-03-04T16:20:00+07:00"))
    #expect(document.places.count == 2)
    #expect(
      document.places[1].permit == Permit(type: PermitType("pirt"), number: "2061702010001-27"))
    #expect(document.product?.quantity == Quantity(value: 6, unit: "kg"))
    #expect(
      document.substance == SubstanceMention(given: "rhodamin-b", id: SubstanceID("rhodamin-b")))
    #expect(document.test == TestRecord(kind: .rapid, result: .positive, kit: "…"))
    #expect(document.secured?.quantity.value == 6.5)
    #expect(!document.confidential)
  }

  @Test func `the least that a finding needs`() throws {
    let document = try Self.read(
      """
      {"foundAt":"2026-03-04T09:20:00Z","activity":"sampling","substance":"50-00-0",
       "places":[{"role":"found","facility":"other","region":null}]}
      """)
    #expect(document.places[0].region == nil)
    #expect(document.substance.id == SubstanceID("formalin"))
    #expect(document.trigger == nil)
  }

  @Test func `canonical JSON is sorted and reads back as the same finding`() throws {
    let document = try Self.read(Self.example)
    let bytes = document.canonicalJSON()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text == #"{"activity":"distribution-inspection","confidential":false,"#
        + #""foundAt":"2026-03-04T16:20:00+07:00","places":[{"facility":"market","#
        + #""name":"Pasar Atas","region":"17.02","role":"found"},{"facility":"home-industry","#
        + #""permit":{"number":"2061702010001-27","type":"pirt"},"region":"17.02","#
        + #""role":"produced"}],"product":{"name":"kerupuk merah","quantity":{"unit":"kg","#
        + #""value":6}},"secured":{"action":"destroyed-voluntarily","unit":"kg","value":6.5},"#
        + #""substance":"rhodamin-b","test":{"kind":"rapid","kit":"…","result":"positive"},"#
        + #""trigger":"routine"}"#)
    #expect(try Self.read(bytes) == document)
  }

  @Test func `a street name is mapped, an unknown word is kept and flagged`() throws {
    let bleng = try Self.read(try Self.edited(#""rhodamin-b""#, #"" Bleng ""#))
    #expect(bleng.substance == SubstanceMention(given: "Bleng", id: SubstanceID("boraks")))
    let powder = try Self.read(try Self.edited(#""rhodamin-b""#, #""serbuk ajaib""#))
    #expect(powder.substance.given == "serbuk ajaib")
    #expect(powder.flags(in: FakeJurisdiction()) == [.substanceUnmapped])
    let unknown = try Self.read(try Self.edited(#""rhodamin-b""#, #""unknown""#))
    #expect(unknown.flags(in: FakeJurisdiction()) == [.substanceUnknown])
  }

  @Test func `a permit type that no one knows is kept and flagged`() throws {
    let document = try Self.read(try Self.edited("PIRT", "PB-UMKU"))
    #expect(document.places[1].permit?.type.rawValue == "pb-umku")
    #expect(document.flags(in: FakeJurisdiction()) == [.competenceUnknown])
  }

  @Test func `escapes, surrogate pairs, line breaks in a note and a byte order mark are read`()
    throws
  {
    let text = try Self.edited(
      #""note": """#, #""note": "a\n\"b\" \u00e9 \ud83d\ude00 \/""#)
    let document = try Self.read([0xef, 0xbb, 0xbf] + Array(text.utf8))
    #expect(document.note == "a\n\"b\" é 😀 /")
    #expect(try Self.read(document.canonicalJSON()) == document)
  }

  @Test func `a confidential finding names its group`() throws {
    let document = try Self.read(
      try Self.edited(
        #""confidential": false"#,
        #""confidential": true, "group": ["pusat-kepala", "pom-bengkulu", "pusat-kepala"]"#))
    #expect(document.group == [UnitID("pom-bengkulu"), UnitID("pusat-kepala")])
  }

  @Test func `the clock may be five minutes behind`() throws {
    let just = try Self.edited("2026-03-04T16:20:00+07:00", "2026-03-04T16:35:00+07:00")
    #expect(try Self.read(just).foundAt == time("2026-03-04T16:35:00+07:00"))
    let refusal = try Self.refusal(
      Array(try Self.edited("2026-03-04T16:20:00+07:00", "2026-03-04T16:35:01+07:00").utf8))
    #expect(refusal.rule == "in-future")
  }

  @Test func `64 places of full length fit into a document`() throws {
    let name = String(repeating: "n", count: 200)
    let place = #"{"role":"found","region":"17.02","facility":"market","name":"\#(name)"}"#
    let text = try Self.edited(
      #"{ "role": "found", "region": "17.02", "facility": "market", "name": "Pasar Atas" }"#,
      Array(repeating: place, count: 63).joined(separator: ","))
    #expect(try Self.read(text).places.count == 64)
  }
}
