import Events
import Foundation
import Testing

/// The form is the one that Foundation writes and reads; it serves as the oracle.
struct EventCodingTests {
  private struct Everything: Codable, Equatable {
    enum Word: String, Codable { case first, second }

    enum Choice: Codable, Equatable {
      case none
      case some(number: Int, text: String?)
    }

    var zebra = ""
    var apple: String?
    var byte: UInt8 = 0
    var small: Int8 = 0
    var large: Int64 = 0
    var huge: UInt64 = 0
    var number = 0.0
    var flag = false
    var words: [Word] = []
    var nested: [[Int]] = []
    var names: [String: String] = [:]
    var table: [String: [Bool]] = [:]
    var choice = Choice.none
    var gaps: [Int?] = []
  }

  private static let samples = [
    Everything(),
    Everything(
      zebra: "mie basah", apple: "\"kutip\"\\ \n\r\t\u{8}\u{c}\u{1}\u{1f}/ é 食 👩‍🔬", byte: 255,
      small: -128,
      large: .min, huge: .max, number: -12.5, flag: true, words: [.second, .first],
      nested: [[], [1, -2], [3]], names: ["b": "2", "a": "1", "aa": "3", "": "0", "\"": "4"],
      table: ["x": [], "y": [true, false]], choice: .some(number: 7, text: nil), gaps: [1, nil, 3]),
    Everything(number: 1e300, choice: .some(number: -1, text: "x")),
    Everything(number: .leastNonzeroMagnitude), Everything(number: 100_000),
    Everything(number: 0.1 + 0.2),
  ]

  private func foundation(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test(arguments: samples.indices)
  func `what is written is what Foundation writes, and is read back by both`(index: Int) throws {
    let sample = EventCodingTests.samples[index]
    let bytes = try EventCoding.encode(sample)
    #expect(String(decoding: bytes, as: UTF8.self) == (try foundation(sample)))
    #expect(try EventCoding.decode(Everything.self, from: bytes) == sample)
    #expect(try JSONDecoder().decode(Everything.self, from: Data(bytes)) == sample)
  }

  @Test func `values that are no objects stand alone`() throws {
    #expect(try EventCoding.encode(7) == Array("7".utf8))
    #expect(try EventCoding.encode("a/b") == Array("\"a/b\"".utf8))
    #expect(try EventCoding.encode([Int]()) == Array("[]".utf8))
    #expect(
      try EventCoding.decode([String].self, from: Array(" [ \"a\" , \"b\" ] ".utf8)) == ["a", "b"])
    #expect(try EventCoding.decode(Double.self, from: Array("-1.5e2".utf8)) == -150)
    #expect(throws: EncodingError.self) { try EventCoding.encode(Double.nan) }
  }

  @Test(arguments: [
    "", " ", "{", "}", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "01", "-",
    "1.", ".5", "1e",
    "+1", "tru", "nul", "\"a", "\"a\nb\"", "\"\\", "1 1", "[1]]", "'a'", "\u{feff}1",
  ])
  func `what is no JSON is refused`(text: String) {
    #expect(throws: DecodingError.self) {
      try EventCoding.decode([Int].self, from: Array(text.utf8))
    }
  }

  @Test func `a hundred thousand brackets are refused without a deep stack`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: DecodingError.self) { try EventCoding.decode([Int].self, from: bytes) }
  }

  @Test func `no UTF-8 in a string is refused`() {
    #expect(throws: DecodingError.self) {
      try EventCoding.decode(String.self, from: [0x22, 0xc3, 0x28, 0x22])
    }
    #expect(throws: DecodingError.self) {
      try EventCoding.decode(String.self, from: [0x22, 0xff, 0x5c, 0x6e, 0x22])
    }
  }

  /// Two readers of one payload need not read the same members to agree that it is JSON.
  @Test(arguments: [
    [0xc3, 0x28], [0xff], [0xed, 0xa0, 0x80], Array(#"\q"#.utf8), Array(#"\u12"#.utf8),
    Array(#"\u12g4"#.utf8),
  ])
  func `a string that nobody reads is JSON all the same`(bytes: [UInt8]) {
    struct Member: Decodable {
      var read: Int
    }
    let text = Array(#"{"read":1,"unread":""#.utf8) + bytes + Array(#""}"#.utf8)
    #expect(throws: DecodingError.self) { try EventCoding.decode(Member.self, from: text) }
  }

  @Test(arguments: ["300", "-1", "1.0", "1e2", "\"1\"", "true", "null", "99999999999999999999999"])
  func `a number of another kind or beyond the range is refused`(text: String) {
    #expect(throws: DecodingError.self) {
      try EventCoding.decode(UInt8.self, from: Array(text.utf8))
    }
  }

  @Test func `a missing member, a null and another type are told apart`() throws {
    struct Pair: Codable, Equatable {
      var must: Int
      var may: Int?
    }
    func read(_ text: String) throws -> Pair {
      try EventCoding.decode(Pair.self, from: Array(text.utf8))
    }
    #expect(try read(#"{"must":1}"#) == Pair(must: 1, may: nil))
    #expect(try read(#"{"may":null,"must":1}"#) == Pair(must: 1, may: nil))
    #expect(try read(#"{"m\u0075st":1,"unknown":{"must":[2]},"may":3}"#) == Pair(must: 1, may: 3))
    for text in [
      #"{"may":1}"#, #"{"must":null}"#, #"{"must":"1"}"#, #"{"must":1,"may":"x"}"#, "[]",
    ] {
      #expect(throws: DecodingError.self) { try read(text) }
    }
  }

  @Test func `tens of thousands of members are read, in time that grows with their number`() throws
  {
    let names = Dictionary(uniqueKeysWithValues: (0..<50_000).map { ("name\($0)", String($0)) })
    #expect(try EventCoding.decode([String: String].self, from: EventCoding.encode(names)) == names)
  }

  /// Whatever the bytes, the decoder reads or refuses them. What it reads, Foundation reads in the same
  /// way, but for half a surrogate pair in a string that nobody asks for.
  @Test func `mutated events are read as Foundation reads them, or refused`() throws {
    var state: UInt64 = 20_260_304
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let interesting = Array(#"{}[]":,\\u0019-+.eE tfn"#.utf8) + [0, 0x1f, 0x7f, 0xc3, 0xff]
    var read = 0
    for example in try EventExamples.all() {
      for _ in 0..<200 {
        var bytes = example.bytes
        for _ in 0...random(below: 3) where bytes.count > 1 {
          let place = random(below: bytes.count)
          switch random(below: 4) {
          case 0: bytes.remove(at: place)
          case 1: bytes.insert(interesting[random(below: interesting.count)], at: place)
          case 2: bytes[place] = interesting[random(below: interesting.count)]
          default: bytes.removeLast(random(below: bytes.count - 1))
          }
        }
        guard let head = try? EventCoding.decode(EventHead.self, from: bytes) else { continue }
        guard let other = try? JSONDecoder().decode(EventHead.self, from: Data(bytes)) else {
          let mayBeHalf = bytes.contains(UInt8(ascii: "\\"))
          #expect(mayBeHalf, "\(String(decoding: bytes, as: UTF8.self))")
          continue
        }
        #expect(
          try foundation(head) == foundation(other), "\(String(decoding: bytes, as: UTF8.self))")
        read += 1
      }
    }
    #expect(read > 100)
  }
}
