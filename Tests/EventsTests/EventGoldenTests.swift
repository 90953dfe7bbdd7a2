import Domain
import Events
import Log
import Testing

struct EventGoldenTests {
  @Test func `every type of the catalogue has one example, and no other type has one`() throws {
    let examples = try EventExamples.all().map(\.type)
    #expect(examples == EventCatalogue.all.map { $0.type })
  }

  @Test func `no code and no name is given twice`() {
    let types = EventCatalogue.all.map { $0.type }
    #expect(Set(types.map(\.code)).count == types.count)
    #expect(Set(types.map(\.name)).count == types.count)
    #expect(EventCatalogue.types.count == types.count)
  }

  @Test func `a code lies in its owner's hundred, and no type asks for a newer reader than ours`() {
    let hundreds: [ServiceName?: UInt32] = [
      .registry: 1, .findings: 2, .watch: 3, .liaison: 4, .notifier: 5, nil: 9,
    ]
    for type in EventCatalogue.all.map({ $0.type }) {
      #expect(type.code / 100 == hundreds[type.owner], "\(type.name)")
      #expect(type.minReader <= EventType.readerVersion, "\(type.name)")
    }
  }

  @Test func `what was written once is read today and written as the same bytes`() throws {
    for example in try EventExamples.all() {
      let current = String(decoding: example.bytes, as: UTF8.self)
      let golden = try GoldenFile("Tests/EventsTests/Golden/\(example.type.name).json")
        .text(updatingWith: current + "\n")
      #expect(golden == current + "\n", "\(example.type.name)")
      let again = try example.roundTrip(Array(golden.utf8))
      #expect(String(decoding: again, as: UTF8.self) + "\n" == golden, "\(example.type.name)")
    }
  }

  @Test func `no golden file is left without its type`() throws {
    let expected = EventCatalogue.all.map { "\($0.type.name).json" }
    #expect(try GoldenFile("Tests/EventsTests/Golden").names.sorted() == expected.sorted())
  }

  @Test func `an unknown field is ignored`() throws {
    for example in try EventExamples.all() {
      let newer = #"{"aFieldOfTomorrow":[1,{"x":null}],"#.utf8 + example.bytes.dropFirst()
      #expect(try example.roundTrip(Array(newer)) == example.bytes, "\(example.type.name)")
    }
  }

  @Test func `the events' document is the generated one`() throws {
    let current = try EventReference(examples: EventExamples.all()).markdown()
    #expect(try GoldenFile("docs/events.md").text(updatingWith: current) == current)
  }

  @Test func `the largest lawful finding's alert fits into a record`() throws {
    let alert = try EventExample("", AlertUpdated(content: LargestAlert.content))
    #expect(alert.bytes.count <= Record.payloadBytesMax)
    // Far from empty: a fault in the making of the largest one must not pass as "fits".
    #expect(alert.bytes.count > 64 * 1024)
    let finding = try EventExample(
      "", FindingReported(snapshot: LargestAlert.snapshot, original: LargestAlert.original))
    #expect(finding.bytes.count <= Record.payloadBytesMax)
  }
}
