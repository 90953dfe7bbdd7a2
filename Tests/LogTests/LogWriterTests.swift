import Domain
import Foundation
import GRDB
import Log
import Testing

@Suite struct LogWriterTests {
  private struct Poisoned: Error {}

  /// Hands in pieces of work that must share a group: the first holds the writer until all wait.
  private func inOneGroup(
    _ log: TestLog, _ works: [LogWriter.Work],
    completion: @escaping @Sendable (Int, Result<Void, any Error>) -> Void
  ) async throws {
    let (isBlocked, mayGo, done) = (SharedBox(false), SharedBox(false), SharedBox(0))
    log.writer.submit { _ in
      isBlocked.update { $0 = true }
      while !mayGo.value { usleep(200) }
    } completion: { _ in
    }
    try await eventually("the writer is busy") { isBlocked.value }
    for (index, work) in works.enumerated() {
      log.writer.submit(work) { result in
        completion(index, result)
        done.update { $0 += 1 }
      }
    }
    mayGo.update { $0 = true }
    try await eventually("all are answered") { done.value == works.count }
  }

  private func append(_ text: String) -> LogWriter.Work {
    { try $0.append(NewRecord(typeCode: 1, subject: .zero, payload: Array(text.utf8))) }
  }

  @Test func `a poison command alone in its group is undone, and the log goes on`() async throws {
    let log = try TestLog(try TestFolder())
    try await log.append("one")
    let undone = SharedBox(0)
    await #expect(throws: (any Error).self) {
      try await log.writer.perform { transaction in
        transaction.onRollback { undone.update { $0 += 1 } }
        try transaction.note("poison")
        try transaction.append(NewRecord(typeCode: 9, subject: .zero, payload: [0]))
        throw Poisoned()
      }
    }
    try await log.append("two")
    #expect(undone.value == 1)
    #expect(try log.effects() == [])
    let records = try log.database.reader().read(after: 0, maxRecords: 9, maxBytes: 9999)
    #expect(records.map(\.text) == ["one", "two"])
    #expect(log.heard.value.published.map(\.header) == records.map(\.header))
  }

  @Test func `a poison command in a group is undone and its neighbours commit`() async throws {
    let log = try TestLog(try TestFolder())
    let failed = SharedBox<[Int]>([])
    let works: [LogWriter.Work] = [
      append("one"),
      { transaction in
        try transaction.note("poison")
        for _ in 0..<3 {
          try transaction.append(NewRecord(typeCode: 9, subject: .zero, payload: [0]))
        }
        throw Poisoned()
      },
      { transaction in
        try transaction.db.execute(sql: "INSERT INTO effect (what) VALUES (NULL)")
      },
      append("two"),
    ]
    try await inOneGroup(log, works) { index, result in
      if case .failure = result { failed.update { $0.append(index) } }
    }
    #expect(failed.value == [1, 2])
    let records = try log.database.reader().read(after: 0, maxRecords: 9, maxBytes: 9999)
    #expect(records.map(\.text) == ["one", "two"])
    #expect(records.map(\.header.sequence) == [1, 2])
    #expect(log.heard.value.published.map(\.header) == records.map(\.header))
    #expect(try log.effects().isEmpty)
    #expect(log.heard.value.fatal.isEmpty)
  }

  @Test func `an error of a statement leaves the library as its own`() async throws {
    let log = try TestLog(try TestFolder())
    let error = await #expect(throws: LogError.self) {
      try await log.writer.perform { try $0.db.execute(sql: "INSERT INTO nowhere VALUES (1)") }
    }
    #expect(error?.code == .statement)
  }

  @Test func `a completion finds its effect durable and published, in that order`() async throws {
    let log = try TestLog(try TestFolder())
    let seen = SharedBox<[String]>([])
    let (heard, reader) = (log.heard, try log.database.reader())
    try await inOneGroup(log, [append("a"), append("b")]) { index, _ in
      let stored = (try? reader.head().sequence) ?? 0
      seen.update { $0.append("\(index): \(heard.value.published.count) \(stored)") }
    }
    #expect(seen.value == ["0: 2 2", "1: 2 2"])
  }

  @Test func `a group is one commit`() async throws {
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .seconds(3_600)
    let log = try TestLog(folder, configuration: configuration)
    try await log.append("warm")
    disk.forget()
    try await inOneGroup(log, (0..<50).map { append("\($0)") }) { _, _ in }
    let syncs = disk.operations.filter { if case .sync = $0 { true } else { false } }
    #expect(syncs.count == 1)
  }

  @Test func `a long group is several commits, and each is told before the next begins`()
    async throws
  {
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .seconds(3_600)
    configuration.groupMax = 20
    configuration.groupTimeMax = nil
    let log = try TestLog(folder, configuration: configuration)
    try await log.append("warm")
    disk.forget()
    let (heard, told) = (log.heard, SharedBox<[Int]>([]))
    let works: [LogWriter.Work] = (0..<50).map { number in
      { transaction in
        try transaction.append(
          NewRecord(typeCode: 1, subject: .zero, payload: Array("\(number)".utf8)))
        // What is told while this runs belongs to groups before this one's.
        if number % 20 == 0 { #expect(told.value == Array(0..<number)) }
      }
    }
    try await inOneGroup(log, works) { index, _ in
      #expect(heard.value.published.count > index + 1)
      told.update { $0.append(index) }
    }
    let syncs = disk.operations.filter { if case .sync = $0 { true } else { false } }
    #expect(syncs.count == 3)
    #expect(heard.value.published.map(\.text) == ["warm"] + (0..<50).map { "\($0)" })
    #expect(told.value == Array(0..<50))
  }

  @Test func `a group takes nothing more when its time is over`() async throws {
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .seconds(3_600)
    configuration.groupTimeMax = .zero
    let log = try TestLog(folder, configuration: configuration)
    try await log.append("warm")
    disk.forget()
    try await inOneGroup(log, (0..<5).map { append("\($0)") }) { _, _ in }
    let syncs = disk.operations.filter { if case .sync = $0 { true } else { false } }
    #expect(syncs.count == 5)
  }

  @Test func `what is left for later comes behind what was handed in meanwhile, and is left once`()
    async throws
  {
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .seconds(3_600)
    let log = try TestLog(try TestFolder(), configuration: configuration)
    let writer = log.writer
    let portion: @Sendable (Int) -> LogWriter.Work = { number in
      { transaction in
        try transaction.note("portion \(number)")
        writer.submit {
          try $0.note("between \(number)")
        } completion: { _ in
        }
      }
    }
    let chain: LogWriter.Work = { transaction in
      try portion(1)(transaction)
      transaction.continueLater("chain") {
        try portion(2)($0)
        $0.continueLater("chain") { try portion(3)($0) }
        $0.continueLater("chain") { try $0.note("never") }
      }
    }
    try await writer.perform(chain)
    await #expect(throws: Poisoned.self) {
      try await writer.perform { transaction in
        transaction.continueLater("undone") { try $0.note("never") }
        throw Poisoned()
      }
    }
    try await eventually("all is done") { try log.effects().count == 6 }
    #expect(
      try log.effects() == [
        "portion 1", "between 1", "portion 2", "between 2", "portion 3", "between 3",
      ])
  }

  @Test func `a group that wrote nothing costs no write and no sync`() async throws {
    let folder = try TestFolder()
    let disk = RecordingDisk(folder)
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .seconds(3_600)
    let log = try TestLog(folder, configuration: configuration)
    try await log.append("warm")
    disk.forget()
    for _ in 0..<10 { _ = try await log.writer.perform { $0.head } }
    #expect(disk.operations.isEmpty)
  }

  @Test func `over the bound work is refused at once and nothing else happens`() async throws {
    var configuration = LogWriter.Configuration()
    configuration.queueMax = 3
    let log = try TestLog(try TestFolder(), configuration: configuration)
    let (isBlocked, mayGo) = (SharedBox(false), SharedBox(false))
    let results = SharedBox<[String]>([])
    log.writer.submit { _ in
      isBlocked.update { $0 = true }
      while !mayGo.value { usleep(200) }
    } completion: { _ in
    }
    try await eventually("the writer is busy") { isBlocked.value }
    for index in 0..<5 {
      log.writer.submit(append("\(index)")) { result in
        let text =
          switch result {
          case .success: "\(index) done"
          case .failure(let error): "\(index) \((error as? LogError)?.code.rawValue ?? "?")"
          }
        results.update { $0.append(text) }
      }
    }
    #expect(results.value == ["3 overloaded", "4 overloaded"])
    #expect(LogError.overloaded.isRetryable)
    mayGo.update { $0 = true }
    try await eventually("the rest is done") { results.value.count == 5 }
    #expect(results.value.suffix(3) == ["0 done", "1 done", "2 done"])
  }

  @Test func `stopping finishes what waits and refuses the rest`() async throws {
    let log = try TestLog(try TestFolder())
    let done = SharedBox(0)
    for index in 0..<200 {
      log.writer.submit(append("\(index)")) { result in
        if case .success = result { done.update { $0 += 1 } }
      }
    }
    log.writer.stop()
    #expect(done.value == 200)
    #expect(try log.database.reader().head().sequence == 200)
    let error = await #expect(throws: LogError.self) { try await log.append("late") }
    #expect(error?.code == .stopped)
  }

  @Test func `the tick runs while nothing else does and goes on after a failure`() async throws {
    var configuration = LogWriter.Configuration()
    configuration.tickInterval = .milliseconds(5)
    let ticks = SharedBox(0)
    let log = try TestLog(try TestFolder(), configuration: configuration) { transaction in
      try transaction.note("tick")
      ticks.update { $0 += 1 }
      if ticks.value == 2 { throw Poisoned() }
    }
    try await eventually("four ticks") { ticks.value >= 4 }
    log.writer.stop()
    #expect(log.heard.value.tickFailures == ["Poisoned()"])
    #expect(try log.effects().count == ticks.value - 1)
  }

  @Test func `savepoints inside a piece of work undo their own part`() async throws {
    let log = try TestLog(try TestFolder())
    let hooks = SharedBox<[String]>([])
    try await log.writer.perform { transaction in
      try transaction.append(NewRecord(typeCode: 1, subject: .zero, payload: [1]))
      transaction.onRollback { hooks.update { $0.append("outer undone") } }
      transaction.onCommit { hooks.update { $0.append("outer done") } }
      do {
        try transaction.inSavepoint {
          try transaction.append(NewRecord(typeCode: 1, subject: .zero, payload: [2]))
          transaction.onCommit { hooks.update { $0.append("inner done") } }
          transaction.onRollback { hooks.update { $0.append("first undone") } }
          transaction.onRollback { hooks.update { $0.append("second undone") } }
          throw Poisoned()
        }
      } catch is Poisoned {
        hooks.update { $0.append("caught") }
      }
      try transaction.append(NewRecord(typeCode: 1, subject: .zero, payload: [3]))
    }
    #expect(hooks.value == ["second undone", "first undone", "caught", "outer done"])
    let records = try log.database.reader().read(after: 0, maxRecords: 9, maxBytes: 9999)
    #expect(records.map(\.payload) == [[1], [3]])
    #expect(records.map(\.header.sequence) == [1, 2])
    #expect(log.heard.value.published.count == 2)
  }

  @Test func `work that ends the group's transaction ends the writer`() async throws {
    let log = try TestLog(try TestFolder())
    let error = await #expect(throws: LogError.self) {
      try await log.writer.perform { try $0.db.execute(sql: "COMMIT") }
    }
    #expect(error?.code == .fatal)
    try await eventually("the owner hears of it") { log.heard.value.fatal.count == 1 }
  }
}
