import Domain
import Foundation
import GRDB
import Log
import Testing

@Suite struct CheckpointTests {
  private func fill(_ log: TestLog, _ count: Int) async throws {
    try await log.writer.perform { transaction in
      for _ in 0..<count {
        try transaction.append(
          NewRecord(typeCode: 1, subject: .zero, payload: [UInt8](repeating: 7, count: 1000)))
      }
    }
  }

  @Test func `a writer that has been idle for long brings the WAL into the file`() async throws {
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .milliseconds(5)
    configuration.idleCheckpointDelay = .milliseconds(50)
    let log = try TestLog(try TestFolder(), configuration: configuration)
    try await fill(log, 100)
    let file = log.database.path
    try await eventually("the file grows") {
      let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
      return (size ?? 0) > 100_000
    }
  }

  @Test func `an idle moment alone is no cause to bring a small WAL into the file`() async throws {
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .milliseconds(2)
    configuration.idleCheckpointDelay = .seconds(600)
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    let ticks = SharedBox(0)
    let log = try TestLog(folder, configuration: configuration) { _ in ticks.update { $0 += 1 } }
    let isInFile = { disk.operations.contains { $0.isWrite(to: ".sqlite") } }
    disk.forget()
    try await fill(log, 100)
    let after = ticks.value
    try await eventually("idle turns have passed") { ticks.value > after + 20 }
    #expect(!isInFile())
    // From 1 MiB on it is.
    try await fill(log, 1_100)
    try await eventually("the WAL is brought into the file") { isInFile() }
  }

  @Test func `a busy writer keeps the WAL near its bound`() async throws {
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .seconds(60)
    configuration.walBytesMax = 200_000
    let log = try TestLog(try TestFolder(), configuration: configuration)
    for _ in 0..<40 { try await fill(log, 50) }
    #expect(log.writer.walBytes < 500_000)
    let wal = log.database.path + "-wal"
    let size = try FileManager.default.attributesOfItem(atPath: wal)[.size] as? Int
    #expect((size ?? 0) < 500_000)
  }

  @Test func `replays read on while the writer checkpoints`() async throws {
    var configuration = LogWriter.Configuration()
    configuration.walBytesMax = 50_000
    let log = try TestLog(try TestFolder(), configuration: configuration)
    let reader = try log.database.reader()
    var position: UInt64 = 0
    for round in 1...30 {
      try await fill(log, 20)
      for record in try reader.read(after: position, maxRecords: 15, maxBytes: 1 << 20) {
        #expect(record.header.sequence == position + 1)
        #expect(record.hasValidHash())
        position += 1
      }
      #expect(try reader.head().sequence == UInt64(round * 20))
    }
    #expect(position == 450)
  }

  @Test func `a reader held open lets the WAL grow visibly, and it shrinks afterwards`()
    async throws
  {
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .milliseconds(5)
    configuration.walBytesMax = 100_000
    let log = try TestLog(try TestFolder(), configuration: configuration)
    try await fill(log, 10)
    let reader = try log.database.reader()
    let (isReading, mayEnd) = (SharedBox(false), SharedBox(false))
    let reading = Thread {
      _ = try? reader.query { database in
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM log_record")
        isReading.update { $0 = count == 10 }
        while !mayEnd.value { usleep(500) }
      }
    }
    reading.start()
    try await eventually("the reader holds its snapshot") { isReading.value }
    for _ in 0..<10 { try await fill(log, 50) }
    #expect(log.writer.walBytes > 500_000)
    mayEnd.update { $0 = true }
    try await eventually("the reader is gone") { reading.isFinished }
    try await eventually("the WAL starts over") {
      log.writer.submit {
        try $0.append(NewRecord(typeCode: 1, subject: .zero, payload: [1]))
      } completion: { _ in
      }
      return log.writer.walBytes < 100_000
    }
    #expect(log.heard.value.fatal.isEmpty)
  }

  @Test func `space taken for the WAL is used, and holds nothing but what was committed`()
    async throws
  {
    let folder = try TestFolder()
    let log = try TestLog(folder, walSpaceBytes: 1 << 20)
    let wal = log.database.path + "-wal"
    let size = { try FileManager.default.attributesOfItem(atPath: wal)[.size] as? Int }
    #expect(try size() == 1 << 20)
    for _ in 0..<20 { try await fill(log, 2) }
    #expect(try size() == 1 << 20)
    // What a power cut leaves: the files without the shared memory, and without a checkpoint.
    let left = try TestFolder()
    for name in ["findings.sqlite", "findings.sqlite-wal"] {
      try FileManager.default.copyItem(
        atPath: "\(folder.path)/\(name)", toPath: "\(left.path)/\(name)")
    }
    let after = try TestLog(left)
    #expect(try after.database.reader().head().sequence == 40)
    try await fill(after, 1)
    #expect(try after.database.reader().head().sequence == 41)
  }
}

extension RecordingDisk.Operation {
  fileprivate func isWrite(to ending: String) -> Bool {
    if case .write(let file, _, _) = self { file.hasSuffix(ending) } else { false }
  }
}
