import Domain
import Events
import Log
import Security
import Testing

/// A service that follows two logs and takes a restored one on.
private struct Follower {
  let log: TestLog
  let followed: FollowedLogs
  /// Payloads whose handler fails.
  let poison = SharedBox<Set<String>>([])

  struct Poisoned: Error {}

  init() throws {
    log = try TestLog(try TestFolder(), service: "watch")
    followed = FollowedLogs(
      ["registry", "findings"].map { [poison] source in
        var followed = FollowedLog(source: source) { try $1.note($0.text) }
        followed.applyAgain = { record, transaction in
          if poison.value.contains(record.text) { throw Poisoned() }
          try transaction.note("again \(record.text)")
        }
        followed.applyOvertaken = { try $1.note("overtaken \($0.text)") }
        followed.withdrawalTypes = [ChainMaker.withdrawalType]
        followed.isExemptFromQuarantine = { $0.header.typeCode != ChainMaker.plainType }
        return followed
      })
  }

  @discardableResult
  func apply(_ records: some Sequence<Record>, of source: String) async throws -> ApplyReport {
    let batch = Array(records)
    return try await log.writer.perform { [followed] in
      try followed.apply(batch, of: source, in: $0)
    }
  }

  func adopt(_ cursor: LogCursor, of source: String) async throws -> Int {
    try await log.writer.perform { [followed] in
      let count = try followed.adopt(cursor, of: source, in: $0)
      try followed.releaseReached(in: $0)
      return count
    }
  }

  func cursor(_ source: String) throws -> LogCursor? {
    try log.database.reader().cursors()[source]
  }
}

@Suite struct AdoptionTests {
  /// A log of three records, and the same restored after the first: it has a new epoch.
  private func histories() -> (old: ChainMaker, new: ChainMaker) {
    var old = ChainMaker(log: 1)
    old.add("a", subject: 1)
    var new = old
    old.add("b", subject: 1)
    old.add("c", subject: 2)
    new.head.epoch = 2
    new.add("restored")
    return (old, new)
  }

  private func place(_ record: Record, epoch: UInt64) -> LogCursor {
    var cursor = LogCursor(record.header)
    cursor.epoch = epoch
    return cursor
  }

  @Test func `a fresh follower takes a restored log through all its epochs`() async throws {
    let follower = try Follower()
    let (_, new) = histories()
    try await follower.log.writer.perform {
      try $0.setCursor(LogCursor(startOf: new.log, epoch: 2), of: "registry")
    }
    #expect(try await follower.apply(new.records, of: "registry").applied == 2)
    #expect(try follower.cursor("registry") == place(new.records[1], epoch: 2))
  }

  @Test func `a record of a later epoch than the accepted one is a fork`() async throws {
    let follower = try Follower()
    let (_, new) = histories()
    try await follower.apply(new.records[..<1], of: "registry")
    let report = try await follower.apply(new.records[1...], of: "registry")
    guard case .fork(let fork) = report.stop else {
      Issue.record("\(report)")
      return
    }
    #expect(fork.reason == .epoch)
    #expect(try follower.cursor("registry")?.epoch == 1)
  }

  @Test func `adopting goes back to the common record, and what comes again is known`()
    async throws
  {
    let follower = try Follower()
    var (old, new) = histories()
    try await follower.apply(old.records, of: "registry")
    let place = place(old.records[0], epoch: 2)
    #expect(try await follower.adopt(place, of: "registry") == 2)
    #expect(try follower.cursor("registry") == place)
    // The event c comes again under another number; b does not.
    new.add("c, derived anew", subject: 2)
    try await follower.apply(new.records[1...], of: "registry")
    #expect(
      try follower.log.effects() == ["a", "b", "c", "restored", "again c, derived anew"])
    let missing = try follower.log.database.reader().snapshot {
      try $0.missingRecords(after: 0, limit: 10)
    }
    #expect(missing.map(\.sequence) == [2])
    #expect(missing.first?.appliedAt != nil)
    #expect(try LogVerifier(path: follower.log.database.path).run().isClean)
  }

  @Test func `many records are noted as missing in portions, and an adoption can be begun again`()
    async throws
  {
    let follower = try Follower()
    var old = ChainMaker(log: 1)
    for number in 1...1_000 { old.add("r\(number)", subject: UInt64(number)) }
    for start in stride(from: 0, to: 1_000, by: 250) {
      try await follower.apply(old.records[start..<start + 250], of: "registry")
    }
    let place = place(old.records[99], epoch: 2)
    let prepare = { [followed = follower.followed, writer = follower.log.writer] in
      try await writer.perform { try followed.prepareAdoption(place, of: "registry", in: $0) }
    }
    #expect(try await prepare())
    let missing = try follower.log.database.reader().snapshot {
      try $0.missingRecords(after: 0, limit: 2_000).map(\.sequence)
    }
    #expect(missing == Array(101...356))
    // A process that ends here leaves a sound file, at its old position.
    #expect(try LogVerifier(path: follower.log.database.path).run().isClean)
    #expect(try follower.cursor("registry")?.epoch == 1)
    #expect(try follower.log.database.reader().adoptionPlace(of: "registry") == 100)
    #expect(try await prepare())
    #expect(try await prepare())
    #expect(try await !prepare())
    #expect(try await follower.adopt(place, of: "registry") == 900)
    #expect(try follower.cursor("registry") == place)
    #expect(try follower.log.database.reader().adoptionPlace(of: "registry") == nil)
    #expect(try LogVerifier(path: follower.log.database.path).run().isClean)
  }

  /// What is exempt from quarantine passes the record b, which came before; an alarm takes nothing back.
  @Test(arguments: [
    (ChainMaker.withdrawalType, "overtaken b again"), (ChainMaker.alarmType, "again b again"),
  ])
  func `what comes again has no effect when its withdrawal passed it in quarantine`(
    type: UInt32, effect: String
  ) async throws {
    let follower = try Follower()
    var (old, new) = histories()
    try await follower.apply(old.records, of: "registry")
    _ = try await follower.adopt(place(old.records[0], epoch: 2), of: "registry")
    follower.poison.update { $0.insert("b again") }
    new.add("b again", subject: 1)
    new.add("w", subject: 1, type: type)
    #expect(try await follower.apply(new.records[1...], of: "registry").quarantined == 1)
    #expect(try follower.log.effects().last == "w")
    follower.poison.update { $0 = [] }
    try await follower.log.writer.perform { [followed = follower.followed] in
      _ = try followed.retryQuarantined(in: $0)
    }
    #expect(try follower.log.effects().last == effect)
    let missing = try follower.log.database.reader().snapshot {
      try $0.missingRecords(after: 0, limit: 10)
    }
    #expect(missing.map(\.sequence) == [3])
  }

  @Test func `a place that was not applied here, or of no later epoch, is not adopted`()
    async throws
  {
    let follower = try Follower()
    let (old, new) = histories()
    try await follower.apply(old.records, of: "registry")
    for wrong in [place(new.records[1], epoch: 2), place(old.records[0], epoch: 1)] {
      await #expect(throws: LogError.self) {
        try await follower.adopt(wrong, of: "registry")
      }
    }
    #expect(try follower.cursor("registry")?.sequence == 3)
  }

  @Test func `what waited behind the common record is missing without an effect`() async throws {
    var causes = ChainMaker(log: 9)
    causes.add("r")
    let follower = try Follower()
    try await follower.apply(causes.records, of: "registry")
    var findings = ChainMaker(log: 2, causes: causes.log)
    findings.add("x", subject: 1)
    findings.add("y<-7@1", subject: 1)
    #expect(try await follower.apply(findings.records, of: "findings").held == 1)
    #expect(try await follower.adopt(place(findings.records[0], epoch: 2), of: "findings") == 1)
    let missing = try follower.log.database.reader().snapshot {
      try $0.missingRecords(after: 0, limit: 10)
    }
    #expect(missing.map(\.appliedAt) == [nil])
    #expect(try follower.log.database.reader().heldCounts().total == 0)
  }

  @Test func `a lost cause is reached at the end of its epoch, one of a later epoch not before`()
    async throws
  {
    let (old, new) = histories()
    let follower = try Follower()
    try await follower.apply(old.records[..<1], of: "registry")
    var findings = ChainMaker(log: 2, causes: old.log)
    findings.add("lost<-9@1", subject: 1)
    findings.add("later<-2@2", subject: 2)
    findings.add("never<-9@2", subject: 3)
    #expect(try await follower.apply(findings.records, of: "findings").held == 3)
    _ = try await follower.adopt(place(old.records[0], epoch: 2), of: "registry")
    #expect(try follower.log.effects() == ["a"])
    try await follower.apply(new.records[1...], of: "registry")
    // Of two subjects none has to come first.
    let effects = try follower.log.effects()
    #expect(effects.prefix(2) == ["a", "restored"])
    #expect(Set(effects.dropFirst(2)) == ["lost<-9@1", "later<-2@2"] && effects.count == 4)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the search finds the last common record`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let position = UInt64.random(in: 0...1_000, using: &generator)
    let floor = UInt64.random(in: 0...position, using: &generator)
    let head = UInt64.random(in: 0...1_000, using: &generator)
    let common = UInt64.random(in: 0...min(position, head), using: &generator)
    var search = PrefixSearch(floor: floor, through: position, head: head)
    var (found, count) = (floor, 0)
    while let probe = search.probe, count < 20 {
      #expect(probe > floor && probe <= min(position, head))
      if probe <= common { found = probe }
      search.take(agrees: probe <= common)
      count += 1
    }
    #expect(search.probe == nil)
    #expect(found == max(floor, common))
    #expect(count <= 11)
  }
}

@Suite struct EpochVerificationTests {
  /// A log of two records whose epoch is then raised, as a restore does, and which goes on.
  private func faults(beginning: (TestLog) async throws -> Void) async throws -> [LogFault] {
    let folder = try TestFolder()
    do {
      let log = try TestLog(folder)
      for text in ["a", "b"] { try await log.append(text) }
    }
    let log = try TestLog(folder, epoch: 2)
    try await beginning(log)
    return try LogVerifier(path: log.database.path).run().faults
  }

  private func append(_ event: LogRestored, to log: TestLog) async throws {
    try await log.writer.perform { transaction in
      let payload = try EventCoding.encode(
        Event(
          source: .registry, subject: ID<AnyEvent>(bytes: .zero).description,
          time: transaction.time, data: event))
      try transaction.append(
        NewRecord(typeCode: LogRestored.type.code, subject: .zero, payload: payload))
    }
  }

  private func beginning(of log: TestLog) async throws -> LogRestored {
    try await log.writer.perform {
      LogRestored(
        epoch: 2, previous: 1, last: $0.head.sequence, hash: $0.head.hash.description)
    }
  }

  @Test func `an epoch that begins with its record is clean`() async throws {
    let faults = try await faults { log in
      try await append(try await beginning(of: log), to: log)
      try await log.append("c")
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func `an epoch that begins without its record, or with a wrong one, is named`()
    async throws
  {
    let without = try await faults { try await $0.append("c") }
    #expect(without.map(\.name) == [.epoch])
    #expect(without.map(\.sequence) == [3])
    let wrong = try await faults { log in
      var event = try await beginning(of: log)
      event.last += 1
      try await append(event, to: log)
    }
    #expect(wrong.map(\.word) == ["epoch-beginning"])
  }

  @Test(arguments: [
    (#"{"epoch":2,"hash":"HASH","last":2,"previous":1}"#, true),
    (#"{"epoch":2,"hash":"HASH","last":18446744073709551615,"previous":1}"#, false),
    (#"{"epoch":2,"hash":"HASH","last":-9223372036854775808,"previous":1}"#, false),
    (#"{"epoch":2,"hash":"HASH","last":2,"previous":-1}"#, false),
    (#"{"epoch":18446744073709551615,"hash":"HASH","last":2,"previous":1}"#, false),
    (#"{"epoch":2,"hash":"","last":2,"previous":1}"#, false),
  ])
  func `of the record only four members are read, and no number in them is too great`(
    data: String, isRight: Bool
  ) async throws {
    let faults = try await faults { log in
      try await log.writer.perform {
        let said = data.replacing("HASH", with: $0.head.hash.description)
        try $0.append(
          NewRecord(
            typeCode: LogRestored.type.code, subject: .zero,
            payload: Array(#"{"data":\#(said)}"#.utf8)))
      }
    }
    #expect(faults.map(\.word) == (isRight ? [] : ["epoch-beginning"]))
  }

  @Test func `the record stands nowhere but at the beginning of an epoch`() async throws {
    let faults = try await faults { log in
      let event = try await beginning(of: log)
      try await append(event, to: log)
      try await append(event, to: log)
    }
    #expect(faults.map(\.sequence) == [4])
  }
}
