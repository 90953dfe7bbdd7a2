import Domain
import Events
import Foundation
import Testing

/// What is coded by hand has the form that Foundation gives to the same JSON.
struct HandCodedTests {
  /// Whole events: what is coded by hand stands in them, and what is not.
  @Test func `every event's members stand in the order in which Foundation sorts them`() throws {
    for example in try EventExamples.all() {
      let value = try JSONSerialization.jsonObject(with: Data(example.bytes))
      let sorted = try JSONSerialization.data(
        withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
      #expect(
        String(decoding: example.bytes, as: UTF8.self) == String(decoding: sorted, as: UTF8.self))
    }
  }

  private func snapshot(_ change: (inout [String: Any]) -> Void) throws -> [UInt8] {
    let snapshot = Sample.finding
    var value = try #require(
      JSONSerialization.jsonObject(with: Data(try EventCoding.encode(snapshot))) as? [String: Any])
    change(&value)
    return Array(try JSONSerialization.data(withJSONObject: value))
  }

  @Test
  func `a value reads back whatever the order of its members, and unknown ones are passed over`()
    throws
  {
    let bytes = try snapshot { $0["unknown"] = ["reporter": 7] }
    #expect(try EventCoding.decode(FindingSnapshot.self, from: bytes) == Sample.finding)
  }

  @Test(arguments: [
    "document", "finding", "flags", "held", "number", "owners", "receivedAt", "reporter", "state",
    "version",
  ])
  func `a value without one of its members is refused, and so is one of another type`(
    member: String
  ) throws {
    for change: Any? in [nil, NSNull(), ["x": [true]]] {
      let bytes = try snapshot { $0[member] = change }
      #expect(throws: DecodingError.self) {
        try EventCoding.decode(FindingSnapshot.self, from: bytes)
      }
    }
  }

  @Test func `texts that must be escaped read back, in values and in names`() throws {
    let texts = ["a\"b": "\u{1}\\", "é": "食\n", "": "/"]
    let subject = MessageSubject("word", texts)
    let bytes = try EventCoding.encode(subject)
    #expect(try EventCoding.decode(MessageSubject.self, from: bytes) == subject)
    #expect(
      try EventCoding.decode([MessageSubject?].self, from: EventCoding.encode([subject, nil]))
        == [subject, nil])
  }
}
