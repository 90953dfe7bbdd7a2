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
    return ChainMaker.record(after: head, payload: Array(#"{"a":1}"#.utf8), subject: 9)
  }

  @Test func `a header has the documented bytes`() {
    let fields = [
      "54504401", "00000000", "0102030405060708090a0b0c0d0e0f10", "0000000000000002",
      "000000000000002a", "00000000000003e8", "00000000000000000000000000000009", "00000007",
      "00000001", String(repeating: "ab", count: 32),
    ]
    let digits = sample.header.bytes.dropLast(32).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    #expect(digits.joined() == fields.joined())
    #expect(Array(sample.header.bytes.suffix(32)) == sample.header.hash.array)
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
  }

  @Test func `the hash covers the payload and every byte of the header but the transport's flags`()
    throws
  {
    let record = sample
    #expect(record.hasValidHash())
    #expect(!Record(header: record.header, payload: record.payload + [0]).hasValidHash())
    for index in 4..<RecordHeader.byteCount {
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
    #expect(throws: RecordError.length(135)) { try RecordHeader(bytes: good.dropLast()) }
    #expect(throws: RecordError.length(0)) { try RecordHeader(bytes: [UInt8]()) }
    #expect(throws: RecordError.magic) { try RecordHeader(bytes: changed(0..<1, [0])) }
    #expect(throws: RecordError.version(2)) { try RecordHeader(bytes: changed(3..<4, [2])) }
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
        bytes = Array(bytes.prefix(Int.random(in: 0...136, using: &generator)))
      }
      guard let header = try? RecordHeader(bytes: bytes) else { continue }
      #expect(header.bytes == bytes)
    }
  }
}
