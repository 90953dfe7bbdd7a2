import Domain
import Log
import Security
import Testing

@Suite struct AppendTests {
  @Test func `records are numbered from one and chained`() async throws {
    let log = try TestLog(try TestFolder())
    for number in 1...5 { try await log.append("\(number)", subject: subject(7)) }
    let reader = try log.database.reader()
    let records = try reader.read(after: 0, maxRecords: 10, maxBytes: 1 << 20)
    #expect(records.map(\.header.sequence) == [1, 2, 3, 4, 5])
    #expect(records.map(\.text) == ["1", "2", "3", "4", "5"])
    #expect(records.map(\.header.previousHash) == [.zero] + records.dropLast().map(\.header.hash))
    #expect(records.allSatisfy { $0.hasValidHash() && $0.header.log == log.database.identity.log })
    #expect(try reader.head() == LogHead(records[4].header))
  }

  @Test func `an empty log has head zero`() throws {
    let log = try TestLog(try TestFolder())
    let head = try log.database.reader().head()
    #expect(head.sequence == 0)
    #expect(head.hash == .zero)
    #expect(head.log == log.database.identity.log)
  }

  @Test func `a restarted log goes on where it was`() async throws {
    let folder = try TestFolder()
    let first: RecordHeader
    do { first = try await TestLog(folder).append("before") }
    let log = try TestLog(folder)
    let second = try await log.append("after")
    #expect(second.sequence == 2)
    #expect(second.previousHash == first.hash)
  }

  @Test func `an exercise marks every record`() async throws {
    let folder = try TestFolder()
    let database = try LogDatabase(
      .init(
        directory: folder.path, service: "findings", isExercise: true,
        time: Timestamp(milliseconds: 1)))
    let writer = try LogWriter(
      database,
      handlers: .init(clock: { Timestamp(milliseconds: 2) }, onFatal: { Issue.record($0) }))
    let header = try await writer.perform {
      try $0.append(NewRecord(typeCode: 1, subject: .zero, payload: []))
    }
    writer.stop()
    #expect(header.flags == .exercise)
    #expect(header.time == Timestamp(milliseconds: 2))
  }

  @Test func `a payload above the limit is refused and takes no number`() async throws {
    let log = try TestLog(try TestFolder())
    let error = await #expect(throws: LogError.self) {
      try await log.append(String(repeating: "x", count: Record.payloadBytesMax + 1))
    }
    #expect(error?.code == .tooLarge)
    let largest = try await log.append(String(repeating: "x", count: Record.payloadBytesMax))
    #expect(largest.sequence == 1)
  }

  @Test func `a range is read by number, count and bytes`() async throws {
    let log = try TestLog(try TestFolder())
    for number in 1...10 { try await log.append(String(repeating: "\(number % 10)", count: 64)) }
    let reader = try log.database.reader()
    func numbers(after: UInt64, records: Int, bytes: Int) throws -> [UInt64] {
      try reader.read(after: after, maxRecords: records, maxBytes: bytes).map(\.header.sequence)
    }
    #expect(try numbers(after: 3, records: 2, bytes: 1 << 20) == [4, 5])
    #expect(try numbers(after: 0, records: 100, bytes: 654) == [1, 2, 3])
    #expect(try numbers(after: 0, records: 100, bytes: 653) == [1, 2])
    #expect(try numbers(after: 5, records: 100, bytes: 1) == [6])
    #expect(try numbers(after: 10, records: 100, bytes: 1 << 20) == [])
    #expect(try numbers(after: .max, records: 100, bytes: 1 << 20) == [])
    #expect(try numbers(after: 0, records: 0, bytes: 1 << 20) == [])
  }

  @Test func `a subject's records are found in order, and zero is no subject`() async throws {
    let log = try TestLog(try TestFolder())
    for number in 1...6 { try await log.append("\(number)", subject: subject(UInt64(number % 2))) }
    let reader = try log.database.reader()
    #expect(try reader.records(subject: subject(1)).map(\.text) == ["1", "3", "5"])
    #expect(try reader.records(subject: subject(9)).isEmpty)
    #expect(try reader.records(subject: .zero).isEmpty)
  }

  @Test func `how many records stand before a time is found by their own times`() async throws {
    let log = try TestLog(try TestFolder())
    let start = log.clock.value
    #expect(try log.database.reader().count(before: Timestamp(milliseconds: start)) == 0)
    for step in 0..<9 {
      log.clock.update { $0 = start + Int64(step / 3) * 1000 }
      try await log.append("record")
    }
    let reader = try log.database.reader()
    for (offset, count) in [(0, 0), (1, 3), (1000, 3), (1001, 6), (2000, 6), (2001, 9), (9999, 9)] {
      #expect(
        try reader.count(before: Timestamp(milliseconds: start + Int64(offset))) == UInt64(count))
    }
    #expect(try reader.lastRecordTime() == Timestamp(milliseconds: start + 2000))
  }
}
