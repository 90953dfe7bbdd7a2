import Domain
import Events
import Log
import Security
import Testing

@Suite struct CommandTests {
  private let unit = UnitID("pom-semarang")

  /// A command as a service carries it out: once, whatever its sender repeats.
  private func report(_ content: String, command: String, as unit: UnitID, in log: TestLog)
    async throws -> String
  {
    try await log.writer.perform { transaction in
      let digest = Hashing.blake2b256(Array(content.utf8))
      if let stored = try transaction.answer(for: unit, command: command, request: digest) {
        return String(decoding: stored.answer, as: UTF8.self)
      }
      guard content != "refused" else { throw Refusal.invalid("content", "not-allowed") }
      let header = try transaction.append(
        NewRecord(typeCode: 1, subject: .zero, payload: Array(content.utf8)))
      let answer = "number \(header.sequence)"
      let event = CommandAnswered(
        giver: unit, command: command, request: digest.description, answer: answer)
      let noted = try transaction.append(
        NewRecord(
          typeCode: CommandAnswered.type.code, subject: .zero,
          payload: EventCoding.encode(
            Event(source: .findings, subject: "", time: transaction.time, data: event))))
      try transaction.noteAnswer(
        for: unit, command: command, request: digest, in: noted.sequence)
      return answer
    }
  }

  @Test func `a retry gets the same answer and does nothing twice, also after a restart`()
    async throws
  {
    let folder = try TestFolder()
    do {
      let log = try TestLog(folder)
      #expect(try await report("a", command: "c1", as: unit, in: log) == "number 1")
      #expect(try await report("a", command: "c1", as: unit, in: log) == "number 1")
    }
    let log = try TestLog(folder)
    #expect(try await report("a", command: "c1", as: unit, in: log) == "number 1")
    #expect(try log.database.reader().head().sequence == 2)
  }

  @Test func `the same id with other content is a conflict`() async throws {
    let log = try TestLog(try TestFolder())
    _ = try await report("a", command: "c1", as: unit, in: log)
    let refusal = await #expect(throws: Refusal.self) {
      try await report("b", command: "c1", as: unit, in: log)
    }
    #expect(refusal?.code == .conflict)
    #expect(refusal?.rule == "command-id-reused")
    #expect(refusal?.parameters == ["command": "c1"])
  }

  @Test func `two units may choose the same id`() async throws {
    let log = try TestLog(try TestFolder())
    _ = try await report("a", command: "c1", as: unit, in: log)
    #expect(
      try await report("b", command: "c1", as: UnitID("pom-serang"), in: log) == "number 3")
  }

  @Test func `a refusal is not stored`() async throws {
    let log = try TestLog(try TestFolder())
    await #expect(throws: Refusal.self) {
      try await report("refused", command: "c1", as: unit, in: log)
    }
    #expect(try await report("corrected", command: "c1", as: unit, in: log) == "number 1")
  }
}

@Suite struct TimerTests {
  private func timer(_ id: String, _ due: Int64, subject number: UInt64 = 0) -> LogTimer {
    LogTimer(
      id: id, kind: "deadline", subject: subject(number), dueAt: Timestamp(milliseconds: due))
  }

  @Test func `timers fall due in order and once`() async throws {
    let log = try TestLog(try TestFolder())
    let timers = [timer("late", 30), timer("b", 10), timer("a", 10), timer("early", 5)]
    try await log.writer.perform { for timer in timers { try $0.schedule(timer) } }
    let fired = try await log.writer.perform { transaction in
      let due = try transaction.dueTimers(at: Timestamp(milliseconds: 10), limit: 2)
      for timer in due { try transaction.cancelTimer(timer.id) }
      let rest = try transaction.dueTimers(at: Timestamp(milliseconds: 10), limit: 9)
      return (due + rest).map(\.id)
    }
    #expect(fired == ["early", "a", "b"])
    let next = try await log.writer.perform { try $0.nextTimerDue() }
    #expect(next == Timestamp(milliseconds: 10))
  }

  @Test func `scheduling again moves a timer and cancelling removes it`() async throws {
    let log = try TestLog(try TestFolder())
    let (first, moved) = (timer("t", 10, subject: 4), timer("t", 20, subject: 4))
    try await log.writer.perform { transaction in
      try transaction.schedule(first)
      try transaction.schedule(moved)
      #expect(try transaction.timer("t") == moved)
      #expect(try transaction.dueTimers(at: Timestamp(milliseconds: 15), limit: 9).isEmpty)
      #expect(try transaction.cancelTimer("t"))
      #expect(try !transaction.cancelTimer("t"))
      #expect(try transaction.nextTimerDue() == nil)
    }
  }

  @Test func `a timer that fails is tried later and later, at most an hour, and lets others pass`()
    async throws
  {
    let log = try TestLog(try TestFolder())
    let (bad, good) = (timer("bad", 10), timer("good", 20))
    try await log.writer.perform { transaction in
      try transaction.schedule(bad)
      try transaction.schedule(good)
    }
    for (failures, minutes) in [1, 2, 4, 8, 16, 32, 60, 60].enumerated() {
      let (count, due, next, now) = try await log.writer.perform { transaction in
        let count = try transaction.postponeTimer("bad")
        let due = try transaction.dueTimers(at: transaction.time, limit: 1).map(\.id)
        try transaction.cancelTimer("good")
        return (count, due, try transaction.nextTimerDue(), transaction.time)
      }
      #expect(count == failures + 1)
      #expect(due == (failures == 0 ? ["good"] : []))
      #expect(next == now.adding(.seconds(minutes * 60)))
      // It is due all the while.
      let overdue = try log.database.reader().overdue(at: now)
      #expect(overdue == DueTimers(count: 1, since: bad.dueAt))
      log.clock.update { $0 += 86_400_000 }
    }
    // Set anew it has not failed.
    let moved = timer("bad", 30)
    let again = try await log.writer.perform { transaction in
      try transaction.schedule(moved)
      return (try transaction.nextTimerDue(), try transaction.postponeTimer("bad"))
    }
    #expect(again.0 == moved.dueAt)
    #expect(again.1 == 1)
  }

  @Test func `a subject's timers go together`() async throws {
    let log = try TestLog(try TestFolder())
    let timers = [timer("a", 1, subject: 4), timer("b", 2, subject: 4), timer("c", 3, subject: 5)]
    try await log.writer.perform { transaction in
      for timer in timers { try transaction.schedule(timer) }
      #expect(try transaction.cancelTimers(subject: subject(4)) == 2)
      #expect(try transaction.cancelTimers(subject: .zero) == 0)
      #expect(
        try transaction.dueTimers(at: Timestamp(milliseconds: 9), limit: 9).map(\.id) == ["c"])
    }
  }
}
