import Domain
import Events
import Testing

/// Events and answers of a program of tomorrow, with words that this one does not know.
struct OpenWordTests {
  /// A member of an event's example, as it is written, that holds a word of its set.
  private static let words: [(event: String, member: String, word: String)] = [
    ("alert.raised", "rule", "competent-authority"), ("alert.raised", "role", "action"),
    ("alert.raised", "kind", "alert"), ("alert.raised", "certainty", "secondary"),
    ("alert.raised", "state", "presumptive"), ("alert.raised", "riskClass", "class-1"),
    ("alert.raised", "reason", "held"), ("alert.updated", "state", "presumptive"),
    ("alert.withdrawn", "state", "presumptive"),
    ("finding.reported", "activity", "distribution-inspection"),
    ("finding.reported", "trigger", "routine"), ("finding.reported", "facility", "home-industry"),
    ("finding.reported", "role", "produced"), ("finding.reported", "kind", "rapid"),
    ("finding.reported", "result", "positive"), ("finding.amended", "previousState", "reported"),
    ("finding.tested", "kind", "rapid"), ("finding.tested", "state", "presumptive"),
    ("task.created", "state", "open"), ("task.changed", "previousState", "reported"),
    ("message.posted", "kind", "alert"), ("unit.recorded", "kind", "loka"),
    ("region.recorded", "level", "regency"), ("calendar.recorded", "kind", "national-holiday"),
    ("area.assigned", "certainty", "knowledge"), ("substance.recorded", "family", "formaldehyde"),
    ("record.quarantined", "source", "findings"), ("link.stopped", "source", "findings"),
    ("link.resumed", "source", "findings"), ("log.adopted", "source", "findings"),
  ]

  @Test(arguments: words.indices)
  func `an event with a word of tomorrow is read and written as the same bytes`(
    index: Int
  ) throws {
    let (name, member, word) = Self.words[index]
    let example = try #require(try EventExamples.all().first { $0.type.name == name })
    let text = String(decoding: example.bytes, as: UTF8.self)
    let newer = text.replacing("\"\(member)\":\"\(word)\"", with: "\"\(member)\":\"of-tomorrow\"")
    #expect(newer != text, "\(text)")
    let again = try example.roundTrip(Array(newer.utf8))
    #expect(String(decoding: again, as: UTF8.self) == newer)
  }

  @Test func `lists of words keep those of tomorrow`() throws {
    for (name, list, word) in [
      ("alert.raised", "flags", "history-not-established"), ("alert.raised", "roles", "action"),
      ("finding.reported", "flags", "history-not-established"),
      ("substance.recorded", "lists", "integrated-team"),
    ] {
      let example = try #require(try EventExamples.all().first { $0.type.name == name })
      let text = String(decoding: example.bytes, as: UTF8.self)
      let newer = text.replacing(
        "\"\(list)\":[\"\(word)\"]", with: "\"\(list)\":[\"of-tomorrow\",\"\(word)\"]")
      #expect(newer != text, "\(name) \(list)")
      #expect(
        String(decoding: try example.roundTrip(Array(newer.utf8)), as: UTF8.self) == newer)
    }
  }

  @Test func `an answer with words of tomorrow is read by a client of today`() throws {
    let refusal = Refusal(.conflict, rule: "illegal-transition")
    let bytes = try EventCoding.encode(refusal)
    let newer = String(decoding: bytes, as: UTF8.self).replacing("conflict", with: "of-tomorrow")
    let read = try EventCoding.decode(Refusal.self, from: Array(newer.utf8))
    #expect(read.code.rawValue == "of-tomorrow")
    let entry = InboxEntry(
      position: 1, message: Sample.id(1), number: "M-2026-000001",
      kind: MessageKind(rawValue: "of-tomorrow"), finding: nil, caseID: nil, role: "of-tomorrow",
      reasons: [], subject: MessageSubject("of-tomorrow"), refersTo: nil, exercise: false,
      createdAt: TimeText(Sample.time, in: .wib), acknowledgedAt: nil)
    let page = try EventCoding.decode(
      InboxAnswer.self,
      from: EventCoding.encode(InboxAnswer(epoch: 1, head: 1, entries: [entry])))
    #expect(page.entries.map(\.kind) == [entry.kind])
  }
}
