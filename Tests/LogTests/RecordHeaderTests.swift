import Domain
import Events
import Log
import Security
import Testing

@Suite struct RecordHeaderTests {
  private var sample: Record {
    let head = LogHead(
      log: LogID(bytes: UUIDBytes(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10)),
      epoch: 2, sequence: 41, hash: Digest32(Array(repeating: 0xab, count: 32)))
    return ChainMaker.record(
      after: head, payload: Array(#"{"a":1}"#.utf8), subject: 9,
      causes: [
        LogPosition(log: LogID(bytes: UUIDBytes(high: 3, low: 4)), sequence: 5, epoch: 6),
        LogPosition(log: LogID(bytes: UUIDBytes(high: 7, low: 8)), sequence: 0),
      ])
  }

  @Test func `a header has the documented bytes`() {
    let before = [
      "54504402", "00000000", "0102030405060708090a0b0c0d0e0f10", "0000000000000002",
      "000000000000002a", "00000000000003e8", "00000000000000000000000000000009", "00000007",
      "00000001", String(repeating: "ab", count: 32),
    ]
    let behind = [
      "0000000000000001000000000000007b", "0002",
      "00000000000000030000000000000004", "0000000000000006", "0000000000000005",
      "00000000000000070000000000000008", "0000000000000001", "0000000000000000",
    ]
    let bytes = sample.header.bytes
    #expect(bytes.count == 218)
    #expect(digits(bytes[..<104]) == before.joined())
    #expect(Array(bytes[104..<136]) == sample.header.hash.array)
    #expect(digits(bytes[136...]) == behind.joined())
  }

  private func digits(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  @Test func `a header reads back as it was written`() throws {
    let header = sample.header
    #expect(try RecordHeader(bytes: header.bytes) == header)
    #expect(header.sequence == 42)
    #expect(header.epoch == 2)
    #expect(header.time.milliseconds == 1000)
    #expect(header.subject == subject(9))
    #expect(header.typeCode == 7)
    #expect(header.minReader == 1)
    #expect(header.event == UUIDBytes(high: 1, low: 0x7b))
    #expect(header.causes.map(\.sequence) == [5, 0] && header.causes.map(\.epoch) == [6, 1])
  }

  @Test func `the hash covers the payload and every byte of the header but the transport's flags`()
    throws
  {
    let record = sample
    #expect(record.hasValidHash())
    #expect(!Record(header: record.header, payload: record.payload + [0]).hasValidHash())
    for index in 4..<record.header.byteCount {
      var bytes = record.header.bytes
      bytes[index] ^= 0x10
      guard let header = try? RecordHeader(bytes: bytes) else { continue }
      let isTransport = index == 4 || index == 5
      #expect(
        Record(header: header, payload: record.payload).hasValidHash() == isTransport,
        "byte \(index)")
    }
    var replayed = record.header
    replayed.flags.insert(.replay)
    #expect(Record(header: replayed, payload: record.payload).hasValidHash())
  }

  @Test func `what is not a header is refused with its reason`() {
    let good = sample.header.bytes
    func changed(_ range: Range<Int>, _ bytes: [UInt8]) -> [UInt8] {
      var copy = good
      copy.replaceSubrange(range, with: bytes)
      return copy
    }
    let zero = [UInt8](repeating: 0, count: 8)
    let huge = [UInt8](repeating: 0xff, count: 8)
    #expect(throws: RecordError.length(217)) { try RecordHeader(bytes: good.dropLast()) }
    #expect(throws: RecordError.length(153)) { try RecordHeader(bytes: good.prefix(153)) }
    let many = changed(152..<154, [0, 17]) + [UInt8](repeating: 1, count: 15 * 32)
    #expect(throws: RecordError.length(698), "more causes than a record may have") {
      try RecordHeader(bytes: many)
    }
    let noEpoch = changed(154 + 16..<154 + 24, [UInt8](repeating: 0, count: 8))
    #expect(throws: RecordError.zeroPosition, "a cause of no epoch") {
      try RecordHeader(bytes: noEpoch)
    }
    #expect(throws: RecordError.length(0)) { try RecordHeader(bytes: [UInt8]()) }
    #expect(throws: RecordError.magic) { try RecordHeader(bytes: changed(0..<1, [0])) }
    #expect(throws: RecordError.version(1)) { try RecordHeader(bytes: changed(3..<4, [1])) }
    #expect(throws: RecordError.zeroPosition) { try RecordHeader(bytes: changed(24..<32, zero)) }
    #expect(throws: RecordError.zeroPosition) { try RecordHeader(bytes: changed(32..<40, zero)) }
    #expect(throws: RecordError.positionOverflow) {
      try RecordHeader(bytes: changed(32..<40, huge))
    }
  }

  @Test(arguments: 1...20)
  func `any bytes are either refused or read back the same`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var bytes = sample.header.bytes
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      if Int.random(in: 0..<8, using: &generator) == 0 {
        bytes = Array(bytes.prefix(Int.random(in: 0...218, using: &generator)))
      }
      guard let header = try? RecordHeader(bytes: bytes) else { continue }
      #expect(header.bytes == bytes)
    }
  }
}
