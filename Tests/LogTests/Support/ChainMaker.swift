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

  /// A payload `x<-5@2` rests on record 5, of epoch 2, of this log; `x<-5` on one of epoch 1.
  private let causes: LogID?

  init(log number: UInt64, epoch: UInt64 = 1, causes: LogID? = nil) {
    self.causes = causes
    head = LogHead(
      log: LogID(bytes: UUIDBytes(high: 0xA, low: number)), epoch: epoch, sequence: 0, hash: .zero)
  }

  var log: LogID { head.log }

  @discardableResult
  mutating func add(
    _ payload: String, subject: UInt64 = 0, type: UInt32 = ChainMaker.plainType
  ) -> Record {
    let record = ChainMaker.record(
      after: head, payload: Array(payload.utf8), subject: subject, type: type,
      causes: cause(of: payload))
    head = LogHead(record.header)
    records.append(record)
    return record
  }

  private func cause(of payload: String) -> [LogPosition] {
    let parts = payload.split(separator: "<-")
    guard let causes, parts.count == 2 else { return [] }
    let place = parts[1].split(separator: "@").compactMap { UInt64($0) }
    return place.first.map {
      [LogPosition(log: causes, sequence: $0, epoch: place.count > 1 ? place[1] : 1)]
    } ?? []
  }

  /// Seals a record as `docs/wire-protocol.md` says, independently of the library's own code. Its
  /// event's identifier is the first byte of its payload.
  static func record(
    after head: LogHead, payload: [UInt8], subject: UInt64, type: UInt32 = plainType,
    causes: [LogPosition] = []
  ) -> Record {
    var bytes: [UInt8] = [0x54, 0x50, 0x44, 0x02, 0, 0, 0, 0]
    bytes += head.log.bytes.array
    bytes += bigEndian(head.epoch) + bigEndian(head.sequence + 1) + bigEndian(UInt64(1000))
    bytes += bigEndian(UInt64(0)) + bigEndian(subject)
    bytes += bigEndian(type) + bigEndian(UInt32(1))
    bytes += head.hash.array
    var rest = bigEndian(UInt64(1)) + bigEndian(UInt64(payload.first ?? 0))
    rest += bigEndian(UInt16(causes.count))
    for cause in causes {
      rest += cause.log.bytes.array + bigEndian(cause.epoch) + bigEndian(cause.sequence)
    }
    let hash = Hashing.blake2b256(bytes + [UInt8](repeating: 0, count: 32) + rest + payload)
    do {
      return Record(header: try RecordHeader(bytes: bytes + hash.array + rest), payload: payload)
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
