import Bus
import Domain
import Events
import Log
import Security

/// A log in memory, with true hashes and chain.
struct TestLog {
  let id: LogID
  var epoch: UInt64 = 1
  private(set) var records: [Record] = []

  init(
    _ letter: UInt8 = 7, count: Int = 0, payload: (Int) -> [UInt8] = { Array("\($0)".utf8) }
  ) {
    id = LogID(bytes: UUIDBytes([UInt8](repeating: letter, count: 16)))
    for number in 0..<count { append(payload(number)) }
  }

  var head: LogHead {
    records.last.map { LogHead($0.header) }
      ?? LogHead(log: id, epoch: epoch, sequence: 0, hash: .zero)
  }

  func head(at sequence: Int) -> LogHead {
    sequence == 0
      ? LogHead(log: id, epoch: epoch, sequence: 0, hash: .zero)
      : LogHead(records[sequence - 1].header)
  }

  func cursor(at sequence: Int) -> LogCursor {
    let head = head(at: sequence)
    return LogCursor(
      log: head.log, epoch: head.epoch, sequence: head.sequence, hash: head.hash)
  }

  /// The record with this number, from 1.
  subscript(number: Int) -> Record { records[number - 1] }

  @discardableResult
  mutating func append(_ payload: [UInt8]) -> Record {
    let record = TestLog.seal(after: head, epoch: epoch, payload: payload)
    records.append(record)
    return record
  }

  func answer(after: Int, max: Int = WireLimits.replayRecordsMax) -> ReplayAnswer {
    ReplayAnswer(head: head, records: Array(records.dropFirst(after).prefix(max)))
  }

  static func seal(after head: LogHead, epoch: UInt64, payload: [UInt8]) -> Record {
    var bytes: [UInt8] = Array("TPD".utf8) + [2]
    func add(_ value: UInt64, _ width: Int) {
      for index in (0..<width).reversed() {
        bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
      }
    }
    add(0, 4)
    bytes += head.log.bytes.array
    add(epoch, 8)
    add(head.sequence + 1, 8)
    add(1_700_000_000_000 + head.sequence, 8)
    bytes += [UInt8](repeating: 0, count: 16)
    add(1, 4)
    add(1, 4)
    bytes += head.hash.array
    // An event's identifier, and one cause in every third record.
    var rest = [UInt8](repeating: 5, count: 16) + [0, head.sequence % 3 == 0 ? 1 : 0]
    if head.sequence % 3 == 0 { rest += [UInt8](repeating: 6, count: 32) }
    let hash = Hashing.blake2b256(bytes + [UInt8](repeating: 0, count: 32) + rest + payload)
    do {
      return Record(header: try RecordHeader(bytes: bytes + hash.array + rest), payload: payload)
    } catch {
      preconditionFailure("the test made a header that is none: \(error)")
    }
  }
}

/// A log that can be read from any thread, as a service's reader gives it.
struct TestSource: RecordSource {
  let log: TestLog

  func head() -> LogHead { log.head }

  func read(after sequence: UInt64, maxRecords: Int, maxBytes: Int) -> [Record] {
    var records: [Record] = []
    var bytes = 0
    for record in log.records.dropFirst(Int(sequence)).prefix(maxRecords) {
      bytes += record.byteCount
      if !records.isEmpty, bytes > maxBytes { break }
      records.append(record)
    }
    return records
  }
}

struct UnreadableSource: RecordSource {
  struct Broken: Error {}
  func head() throws -> LogHead { throw Broken() }
  func read(after _: UInt64, maxRecords _: Int, maxBytes _: Int) throws -> [Record] {
    throw Broken()
  }
}

/// Numbers from a seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
