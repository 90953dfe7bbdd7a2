import Domain
import Foundation
import GRDB
import GRDBSQLite
import Log
import Testing

/// The fault cases of durability: a full disk, failing writes and syncs, and the power cut.
@Suite struct DiskFaultTests {
  private func expectFatal(
    _ log: TestLog, _ body: () async throws -> Void, _ comment: Comment? = nil
  ) async {
    let error = await #expect(throws: LogError.self, comment) { try await body() }
    #expect(error?.code == .fatal, comment)
    // Whoever waits hears of it first, the writer's owner then.
    await #expect(throws: Never.self, comment) {
      try await eventually("the owner hears of it") { !log.heard.value.fatal.isEmpty }
    }
    #expect(log.heard.value.fatal.count == 1, comment)
    #expect(log.heard.value.fatal.first?.message.isEmpty == false)
    let late = await #expect(throws: LogError.self) { try await log.append("late") }
    #expect(late?.code == .stopped || late?.code == .fatal)
  }

  @Test func `a full disk in an insert ends the writer with nothing confirmed`() async throws {
    let folder = try TestFolder()
    do {
      let log = try TestLog(folder)
      try await log.append("kept")
      await expectFatal(log) {
        try await log.writer.perform { transaction in
          try transaction.db.execute(sql: "PRAGMA max_page_count = 1")
          for _ in 0..<10 {
            try transaction.append(
              NewRecord(
                typeCode: 1, subject: .zero, payload: [UInt8](repeating: 1, count: 60_000)))
          }
        }
      }
      #expect(log.heard.value.published.count == 1)
    }
    try await expectRestart(folder, texts: ["kept"])
  }

  @Test func `a full disk that the work itself swallows ends the writer all the same`() async throws
  {
    let log = try TestLog(try TestFolder())
    await expectFatal(log) {
      try await log.writer.perform { transaction in
        try transaction.db.execute(sql: "PRAGMA max_page_count = 1")
        let large = NewRecord(
          typeCode: 1, subject: .zero, payload: [UInt8](repeating: 1, count: 60_000))
        do {
          try transaction.append(large)
        } catch {
          try transaction.note("never mind")
        }
      }
    }
    #expect(log.heard.value.published.isEmpty)
  }

  @Test(arguments: [
    RecordingDisk.Fault(kind: .write, file: "-wal", result: SQLITE_IOERR | (3 << 8)),
    RecordingDisk.Fault(kind: .write, file: "-wal", result: SQLITE_FULL),
    RecordingDisk.Fault(kind: .sync, file: "-wal", result: SQLITE_IOERR | (4 << 8)),
  ])
  func `a commit that fails confirms and publishes nothing`(fault: RecordingDisk.Fault)
    async throws
  {
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    do {
      let log = try TestLog(folder)
      try await log.append("kept")
      disk.fail(fault)
      await expectFatal(log, { try await log.append("lost") }, "\(fault)")
      #expect(log.heard.value.published.map(\.text) == ["kept"])
      disk.fail(nil)
    }
    let log = try TestLog(folder)
    // After a failed sync the record may be there or not; either way the log is whole.
    let head = try log.database.reader().head()
    #expect(head.sequence == 1 || (head.sequence == 2 && fault.kind == .sync))
    #expect(try await log.append("next").sequence == head.sequence + 1)
    #expect(try LogVerifier(path: log.database.path).run().isClean)
  }

  @Test(arguments: [RecordingDisk.Fault.Kind.write, .sync])
  func `a checkpoint that fails ends the writer and loses nothing`(
    kind: RecordingDisk.Fault.Kind
  ) async throws {
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    do {
      var configuration = LogWriter.Configuration()
      configuration.tickInterval = .milliseconds(10)
      let log = try TestLog(folder, configuration: configuration)
      disk.fail(.init(kind: kind, file: ".sqlite", result: SQLITE_IOERR | (3 << 8)))
      try await log.append("kept")
      try await eventually("the idle writer checkpoints") { !log.heard.value.fatal.isEmpty }
      disk.fail(nil)
    }
    try await expectRestart(folder, texts: ["kept"])
  }

  /// Every write that SQLite made is a moment at which the power may go: what was synced is there,
  /// and of the rest nothing, everything, or a random part.
  @Test(arguments: 1...3)
  func `after a power cut at any write what was confirmed is there and the log is whole`(
    seed: UInt64
  ) async throws {
    var generator = SeededGenerator(seed: seed)
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    var configuration = LogWriter.Configuration()
    // A small WAL, so that checkpoints and the WAL's second round fall into the trace.
    configuration.walBytesMax = 40_000
    configuration.tickInterval = .seconds(60)
    let log = try TestLog(folder, configuration: configuration)
    let base = try disk.contents()
    disk.forget()
    for number in 1...8 {
      try await log.append(String(repeating: "\(number)", count: 100 * number * number))
      disk.mark(number)
    }
    let operations = disk.operations
    #expect(operations.count > 40)
    for end in 0...operations.count {
      // All or nothing is the same for each seed.
      for survives in (seed == 1 ? 0 : 2)..<3 {
        let cut = PowerCut(base: base, operations: operations[..<end]) {
          survives == 2 ? Bool.random(using: &generator) : survives == 1
        }
        try await expectWhole(cut, "seed \(seed), operation \(end), survivors \(survives)")
      }
    }
  }

  private func expectWhole(_ cut: PowerCut, _ comment: Comment) async throws {
    let folder = try TestFolder()
    for (name, bytes) in cut.files {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    let log = try TestLog(folder)
    let report = try LogVerifier(path: log.database.path).run()
    #expect(report.faults.isEmpty, comment)
    #expect(report.head.sequence >= UInt64(cut.confirmed), comment)
    #expect(report.head.sequence <= 8, comment)
  }

  private func expectRestart(_ folder: TestFolder, texts: [String]) async throws {
    let log = try TestLog(folder)
    let records = try log.database.reader().read(after: 0, maxRecords: 9, maxBytes: 1 << 20)
    #expect(records.map(\.text) == texts)
    let next = try await log.append("next")
    #expect(next.sequence == UInt64(texts.count) + 1)
    #expect(try LogVerifier(path: log.database.path).run().isClean)
  }
}
