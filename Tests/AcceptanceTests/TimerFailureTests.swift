import Domain
import Events
import GRDB
import Log
import Logging
import NotifierService
import Security
import TestSupport
import Testing

@testable import Bus
@testable import ServiceRuntime

/// A timer that fails harms no other, and Pusat hears of it.
struct TimerFailureTests {
  private struct NoQueries: ServiceQueries {
    func registry(in query: QueryContext) throws -> RegistryState { RegistryState() }

    func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
      throw request.unknownName
    }
  }

  /// A service of nothing but timers, of which some fail.
  private final class Timers: ServiceLogic {
    let name = ServiceName.registry
    let migrations: [Migration] = []
    let access = AccessList()
    let tables: [String] = []
    let mirrors: [ServiceName: [String]] = [:]
    var fired: [String] = []
    var alarms: [String] = []

    func load(from database: Database) throws {}
    func registry(in context: Context) throws -> RegistryState { RegistryState() }
    func apply(_ record: FollowedRecord, in context: Context) throws {}
    func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {}

    func execute(_ request: Request, in context: Context) throws -> any Encodable {
      throw request.unknownName
    }

    var queries: any ServiceQueries { NoQueries() }

    func fire(_ timer: LogTimer, in context: Context) throws {
      if timer.kind == "bad" { throw TestFault("a defect") }
      try context.append(
        AlarmRaised(word: "fired", parameters: ["timer": timer.id]), subject: .zero)
      fired.append(timer.id)
    }

    func evolve(_ record: OwnRecord, in tables: Tables) throws {
      guard record.isEvent(AlarmRaised.self) else { return }
      let alarm: AlarmRaised = try record.data()
      if let timer = alarm.parameters["timer"] { try tables.cancelTimer(timer) }
    }

    func timerFailed(_ failure: TimerFailed, in context: Context) throws {
      try context.append(failure, subject: .zero)
      alarms.append(failure.timer)
    }
  }

  @Test func `many timers that fail keep no later one waiting, and each is one alarm`() async throws
  {
    let folder = try TestFolder()
    let clock = TestClock(Timestamp(milliseconds: 1_000_000))
    let database = try LogDatabase(
      LogDatabase.Options(directory: folder.path, service: "registry", time: clock.now))
    let timers = Timers()
    let logger = Logger(label: "timers") { _ in SwiftLogNoOpLogHandler() }
    let runner = TimerRunner(
      logic: WriterConfined(value: timers),
      links: FollowedLinks(follower: .registry, logger: logger),
      isExercise: false, logger: logger
    ) { _ in }
    let fatal = Held<LogError>()
    var handlers = LogWriter.Handlers(clock: { clock.now }) { fatal.value = $0 }
    handlers.onTick = { try runner.run($0) }
    let writer = LogWriter(turned: database, handlers: handlers) {}
    let start = clock.now
    writer.submit { transaction in
      for number in 1...150 {
        try transaction.schedule(
          LogTimer(id: "bad \(number)", kind: "bad", subject: .zero, dueAt: start))
      }
      try transaction.schedule(
        LogTimer(id: "good", kind: "good", subject: .zero, dueAt: start.adding(.seconds(1))))
    } completion: { _ in
    }
    clock.set(start.adding(.seconds(2)))
    for _ in 1...3 { writer.turn(isTick: true) }
    #expect(timers.fired == ["good"])
    #expect(timers.alarms.isEmpty)
    for minutes in [2, 5, 10, 19, 40] {
      clock.set(start.adding(.seconds(minutes * 60)))
      for _ in 1...3 { writer.turn(isTick: true) }
      #expect(timers.alarms.count == (minutes == 2 ? 0 : 150))
    }
    #expect(Set(timers.alarms).count == 150)
    writer.stop()
    #expect(fatal.value == nil)
  }

  @Test func `an escalation that cannot be carried out is an alarm at Pusat once`() async throws {
    let morning = "2026-09-06T08:00:00+07:00"
    try await TestSystem.run(at: morning) { system in
      await system.replace(.notifier) { FaultyLogic(NotifierService(), failsOnTimers: true) }
    } _: { system in
      try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      var (minutes, attempts) = (24 * 60, 0)
      while attempts < 5 {
        system.clock.set(try Timestamp(text: morning).adding(.seconds(minutes * 60)))
        attempts += 1
        minutes += 1 << attempts
        // The next attempt lies in the future when this one has been made.
        let now = system.clock.now
        try await eventually("attempt \(attempts)") {
          try await timersTried(in: system, after: now)
        }
        let alarms = try await system.inbox("pusat-deputi-3").filter { $0.kind == .alarm }
        #expect(alarms.count == (attempts < 3 ? 0 : 1))
        #expect(alarms.allSatisfy { $0.subject.word == "alarm-timer-failed" })
        #expect(alarms.allSatisfy { $0.subject.parameters["service"] == "notifier" })
      }
      #expect(try await system.status(.notifier).timersOverdue == 1)
      #expect(try await system.inbox("pusat-deputi-3").allSatisfy { $0.kind != .escalation })
    }
  }

  private func timersTried(in system: TestSystem, after now: Timestamp) async throws -> Bool {
    let reader = try LogReader(path: system.directory.database(of: .notifier))
    let next = try reader.query {
      try Int64.fetchOne($0, sql: "SELECT min(next_at) FROM log_timer")
    }
    return next.map { $0 > now.milliseconds } ?? false
  }

  @Test func `a link that has stopped holds timers back for a minute, as a silent one does`() {
    var machine = FollowerMachine(seed: 1)
    let start = MonotonicMillis(1_000)
    let followed = LogCursor(startOf: LogID(bytes: UUIDBytes(high: 1, low: 1)), epoch: 1)
    let other = LogCursor(startOf: LogID(bytes: UUIDBytes(high: 1, low: 2)), epoch: 1)
    _ = machine.step(.started(followed), at: start)
    #expect(!FollowerStatus(machine, dropped: [:], at: start).permitsTimers)
    let head = LogHead(log: other.log, epoch: 1, sequence: 0, hash: .zero)
    _ = machine.step(.heartbeat(head), at: start + 5_000)
    func status(_ milliseconds: Int64) -> FollowerStatus {
      FollowerStatus(machine, dropped: [:], at: start + 5_000 + milliseconds)
    }
    #expect(machine.state == .stopped(.otherLog(other.log)))
    #expect(status(59_999).stoppedMilliseconds == 59_999)
    #expect(!status(59_999).permitsTimers)
    #expect(status(60_000).permitsTimers)
  }

  @Test func `when records went out is remembered of the latest alone`() {
    let times = PublicationTimes(limit: 4)
    #expect(times.time(of: 1) == nil)
    for number in stride(from: UInt64(10), through: 100, by: 2) {
      times.add(
        first: number, last: number + 1, at: Timestamp(milliseconds: Int64(number)))
    }
    #expect(times.time(of: 102) == nil)
    #expect(times.time(of: 101) == Timestamp(milliseconds: 100))
    #expect(times.time(of: 94) == Timestamp(milliseconds: 94))
    #expect(times.time(of: 10) == nil)
    #expect(times.time(of: 9) == nil)
  }
}
