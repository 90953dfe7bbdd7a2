import Domain
import Events
import Log
import Security

/// Makes the records of a log that is followed, without a file.
struct ChainMaker {
  static let plainType: UInt32 = 7
  static let withdrawalType: UInt32 = 8
  static let alarmType: UInt32 = 9

  var head: LogHead
  private(set) var records: [Record] = []

  init(log number: UInt64, epoch: UInt64 = 1) {
    head = LogHead(
      log: LogID(bytes: UUIDBytes(high: 0xA, low: number)), epoch: epoch, sequence: 0, hash: .zero)
  }

  var log: LogID { head.log }

  @discardableResult
  mutating func add(
    _ payload: String, subject: UInt64 = 0, type: UInt32 = ChainMaker.plainType
  ) -> Record {
    let record = ChainMaker.record(
      after: head, payload: Array(payload.utf8), subject: subject, type: type)
    head = LogHead(record.header)
    records.append(record)
    return record
  }

  /// Seals a record as `docs/wire-protocol.md` says, independently of the library's own code.
  static func record(
    after head: LogHead, payload: [UInt8], subject: UInt64, type: UInt32 = plainType
  ) -> Record {
    var bytes: [UInt8] = [0x54, 0x50, 0x44, 0x01, 0, 0, 0, 0]
    bytes += head.log.bytes.array
    bytes += bigEndian(head.epoch) + bigEndian(head.sequence + 1) + bigEndian(UInt64(1000))
    bytes += bigEndian(UInt64(0)) + bigEndian(subject)
    bytes += bigEndian(type) + bigEndian(UInt32(1))
    bytes += head.hash.array
    let hash = Hashing.blake2b256(bytes + [UInt8](repeating: 0, count: 32) + payload)
    do {
      return Record(header: try RecordHeader(bytes: bytes + hash.array), payload: payload)
    } catch {
      preconditionFailure("a sealed header reads back: \(error)")
    }
  }

  private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}

extension Record {
  var text: String { String(decoding: payload, as: UTF8.self) }
}

/// A root subject of a test.
func subject(_ number: UInt64) -> UUIDBytes { UUIDBytes(high: 0, low: number) }
