import Domain
import Events
import Log
import Synchronization
import Testing

@Suite struct FollowedLogsTests {
  @Test func `a batch has its effect, the position and the new events in one transaction`()
    async throws
  {
    let follower = try NotingFollower(try TestFolder())
    var chain = ChainMaker(log: 1)
    for text in ["a", "b", "c"] { chain.add(text, subject: 1) }
    let report = try await follower.apply(chain.records, of: "findings")
    #expect(report.applied == 3)
    #expect(report.stop == nil)
    #expect(report.cursor == LogCursor(chain.records[2].header))
    #expect(try follower.log.effects() == ["a", "b", "c"])
    #expect(try follower.cursor("findings") == report.cursor)
    #expect(try follower.log.database.reader().head().sequence == 3)
    let applied = try follower.log.database.reader().snapshot {
      try $0.applied(subject: subject(1), after: nil, limit: 10)
    }
    #expect(applied.map(\.sequence) == [1, 2, 3])
    #expect(try follower.isClean())
  }

  @Test func `records seen before are dropped`() async throws {
    let follower = try NotingFollower(try TestFolder())
    var chain = ChainMaker(log: 1)
    for number in 1...6 { chain.add("\(number)") }
    try await follower.apply(chain.records[0..<4], of: "findings")
    let report = try await follower.apply(chain.records[1..<6], of: "findings")
    #expect(report.dropped == 3)
    #expect(report.applied == 2)
    let again = try await follower.apply(
      chain.records[4..<6] + chain.records[0..<2], of: "findings")
    #expect(again.dropped == 4)
    #expect(again.applied == 0)
    #expect(try follower.log.effects() == ["1", "2", "3", "4", "5", "6"])
  }

  @Test func `a gap names the missing number and nothing behind it is applied`() async throws {
    let follower = try NotingFollower(try TestFolder())
    var chain = ChainMaker(log: 1)
    for number in 1...6 { chain.add("\(number)") }
    let first = try await follower.apply(chain.records[1..<3], of: "findings")
    #expect(first.stop == .gap(expected: 1, received: 2))
    #expect(first.cursor == nil)
    let second = try await follower.apply(
      chain.records[0..<2] + chain.records[3..<6], of: "findings")
    #expect(second.stop == .gap(expected: 3, received: 4))
    #expect(second.cursor?.sequence == 2)
    #expect(try follower.log.effects() == ["1", "2"])
  }

  @Test(arguments: [
    LogFork.Reason.log, .epoch, .chain, .hash, .rewritten,
  ])
  func `a log that does not continue what was applied is a fork and applies nothing`(
    reason: LogFork.Reason
  ) async throws {
    let follower = try NotingFollower(try TestFolder())
    var chain = ChainMaker(log: 1)
    for text in ["a", "b", "c"] { chain.add(text) }
    try await follower.apply(chain.records, of: "findings")
    let good = chain.add("d")
    var other = ChainMaker(log: reason == .log ? 2 : 1, epoch: reason == .epoch ? 2 : 1)
    if reason == .epoch { other.head.hash = chain.records[2].header.hash }
    for text in ["a", "x", "y"] where reason != .epoch { other.add(text) }
    if reason == .epoch { other.head.sequence = 3 }
    let offered: [Record]
    switch reason {
    case .rewritten: offered = [other.records[2]]
    case .hash: offered = [good, Record(header: chain.add("e").header, payload: Array("E".utf8))]
    case .log, .epoch, .chain: offered = [other.add("z")]
    }
    let report = try await follower.apply(offered, of: "findings")
    guard case .fork(let fork) = report.stop else {
      Issue.record("no fork: \(report)")
      return
    }
    #expect(fork.reason == reason)
    #expect(report.applied == 0)
    #expect(try follower.cursor("findings")?.sequence == 3)
    #expect(try follower.log.effects() == ["a", "b", "c"])
  }

  @Test func `a follower restored from a backup applies again from its position`() async throws {
    let (older, newer) = (
      try NotingFollower(try TestFolder()), try NotingFollower(try TestFolder())
    )
    var chain = ChainMaker(log: 1)
    for number in 1...8 { chain.add("\(number)", subject: 1) }
    try await newer.apply(chain.records, of: "findings")
    try await older.apply(chain.records[..<5], of: "findings")
    try await older.apply(chain.records[3...], of: "findings")
    #expect(try older.log.effects() == newer.log.effects())
  }

  @Test func `a bad record waits with its subject's successors and everything else goes on`()
    async throws
  {
    let follower = try NotingFollower(try TestFolder())
    follower.poison.update { $0 = ["a2"] }
    var chain = ChainMaker(log: 1)
    for (text, number) in [("a1", 1), ("a2", 1), ("b1", 2), ("a3", 1), ("c1", 0), ("a4", 1)] {
      chain.add(text, subject: UInt64(number))
    }
    let report = try await follower.apply(chain.records, of: "findings")
    #expect(report.applied == 3)
    #expect(report.quarantined == 1)
    #expect(report.held == 2)
    #expect(report.cursor?.sequence == 6)
    #expect(try follower.log.effects() == ["a1", "quarantined a2", "b1", "c1"])
    let reader = try follower.log.database.reader()
    #expect(try reader.heldCounts() == HeldCounts(fault: 1, order: 2))
    let held = try reader.heldRecords(limit: 10)
    #expect(held.map(\.record.text) == ["a2", "a3", "a4"])
    #expect(held[0].reason == .fault("Poisoned()"))
    // What the bad record appended before it failed is gone, and the numbers have no gap.
    #expect(
      try reader.read(after: 0, maxRecords: 10, maxBytes: 10_000).map(\.text) == ["a1", "b1", "c1"])
    // A later batch still waits behind it.
    chain.add("a5", subject: 1)
    #expect(try await follower.apply(chain.records[6...], of: "findings").held == 1)
    #expect(try follower.isClean())
  }

  @Test func `a retry applies the quarantine in order, and what fails again stays`() async throws {
    let follower = try NotingFollower(try TestFolder())
    follower.poison.update { $0 = ["a1", "b1"] }
    var chain = ChainMaker(log: 1)
    for (text, number) in [("a1", 1), ("b1", 2), ("a2", 1), ("b2", 2)] {
      chain.add(text, subject: UInt64(number))
    }
    try await follower.apply(chain.records, of: "findings")
    follower.poison.update { $0 = ["b1"] }
    let released = try await follower.log.writer.perform { [followed = follower.followed] in
      try followed.retryQuarantined(in: $0).released
    }
    #expect(released == 2)
    #expect(
      try follower.log.effects() == [
        "quarantined a1", "quarantined b1", "a1", "released a1", "a2", "quarantined b1",
      ])
    let held = try follower.log.database.reader().heldRecords(limit: 10)
    #expect(held.map(\.record.text) == ["b1", "b2"])
    #expect(held.map(\.attempts) == [2, 0])
  }

  @Test func `a retry of one subject leaves the others`() async throws {
    let follower = try NotingFollower(try TestFolder())
    follower.poison.update { $0 = ["a1", "b1"] }
    var chain = ChainMaker(log: 1)
    chain.add("a1", subject: 1)
    chain.add("b1", subject: 2)
    try await follower.apply(chain.records, of: "findings")
    follower.poison.update { $0 = [] }
    try await follower.log.writer.perform { [followed = follower.followed] in
      _ = try followed.retryQuarantined(subject: subject(2), in: $0)
    }
    #expect(
      try follower.log.database.reader().heldRecords(limit: 9).map(\.record.text) == ["a1"])
  }

  @Test func `a withdrawal is not held back by a bad record before it`() async throws {
    let follower = try NotingFollower(try TestFolder())
    follower.poison.update { $0 = ["a1"] }
    var chain = ChainMaker(log: 1)
    for text in ["a1", "a2", "withdrawal", "a3"] { chain.add(text, subject: 1) }
    try await follower.apply(chain.records, of: "findings")
    #expect(try follower.log.effects() == ["quarantined a1", "withdrawal"])
    #expect(
      try follower.log.database.reader().heldRecords(limit: 9).map(\.record.text)
        == ["a1", "a2", "a3"])
  }

  @Test func `a fault undoes the batch's state in memory before it is applied again`() async throws
  {
    let sum = SharedBox(0)
    let log = try TestLog(try TestFolder(), service: "watch")
    let followed = FollowedLogs([
      FollowedLog(source: "findings") { record, transaction in
        let number = Int(record.text) ?? 0
        sum.update { $0 += number }
        transaction.onRollback { sum.update { $0 -= number } }
        if number == 4 { throw NotingFollower.Poisoned() }
      }
    ])
    var chain = ChainMaker(log: 1)
    for number in [1, 2, 4, 8] { chain.add("\(number)") }
    let batch = chain.records
    try await log.writer.perform { _ = try followed.apply(batch, of: "findings", in: $0) }
    #expect(sum.value == 11)
  }
}

@Suite struct HeldByCauseTests {
  @Test func `a record waits for its cause, and its subject's successors behind it`() async throws {
    var registry = ChainMaker(log: 1)
    for number in 1...3 { registry.add("r\(number)") }
    let follower = try NotingFollower(try TestFolder())
    var findings = ChainMaker(log: 2, causes: registry.log)
    findings.add("a1<-1", subject: 1)
    findings.add("a2<-3", subject: 1)
    findings.add("a3<-1", subject: 1)
    findings.add("b1<-2", subject: 2)
    try await follower.apply(registry.records[..<2], of: "registry")
    let report = try await follower.apply(findings.records, of: "findings")
    #expect(report.held == 2)
    #expect(report.cursor?.sequence == 4)
    #expect(try follower.log.effects() == ["r1", "r2", "a1<-1", "b1<-2"])
    let release = try await follower.apply(registry.records[2...], of: "registry")
    #expect(release.applied == 1)
    #expect(release.released == 2)
    #expect(try follower.log.effects().suffix(3) == ["r3", "a2<-3", "a3<-1"])
    #expect(try follower.log.database.reader().heldCounts().total == 0)
    #expect(try follower.isClean())
  }

  @Test func `a cause in a log whose id is not known yet holds`() async throws {
    var registry = ChainMaker(log: 1)
    registry.add("r1")
    let follower = try NotingFollower(try TestFolder())
    var findings = ChainMaker(log: 2, causes: registry.log)
    findings.add("a<-1", subject: 1)
    #expect(try await follower.apply(findings.records, of: "findings").held == 1)
    #expect(try await follower.apply(registry.records, of: "registry").released == 1)
    #expect(try follower.log.effects() == ["r1", "a<-1"])
  }

  @Test func `a cause in a log that is not followed is ignored once all followed ones are known`()
    async throws
  {
    let follower = try NotingFollower(try TestFolder())
    var findings = ChainMaker(log: 2, causes: ChainMaker(log: 99).log)
    findings.add("a<-7", subject: 1)
    #expect(try await follower.apply(findings.records, of: "findings").held == 1)
    let released = try await follower.log.writer.perform { [followed = follower.followed] in
      try $0.setCursor(LogCursor(startOf: ChainMaker(log: 1).log, epoch: 1), of: "registry")
      return try followed.releaseReached(in: $0)
    }
    #expect(released == 1)
    findings.add("b<-8", subject: 2)
    #expect(try await follower.apply(findings.records[1...], of: "findings").applied == 1)
  }

  @Test func `what rests on a quarantined record of its subject waits with it, a withdrawal not`()
    async throws
  {
    var watch = ChainMaker(log: 1)
    watch.add("alert", subject: 1)
    watch.add("other", subject: 2)
    let follower = try NotingFollower(try TestFolder())
    follower.poison.update { $0 = ["alert"] }
    try await follower.apply(watch.records, of: "registry")
    var liaison = ChainMaker(log: 2, causes: watch.log)
    liaison.add("task<-1", subject: 1)
    liaison.add("region<-1", subject: 3)
    liaison.add("withdrawal<-1", subject: 1)
    let report = try await follower.apply(liaison.records, of: "findings")
    #expect(report.held == 1)
    #expect(
      try follower.log.effects() == ["quarantined alert", "other", "region<-1", "withdrawal<-1"])
    follower.poison.update { $0 = [] }
    let released = try await follower.log.writer.perform { [followed = follower.followed] in
      try followed.retryQuarantined(in: $0).released
    }
    #expect(released == 2)
    #expect(try follower.log.effects().suffix(3) == ["alert", "released alert", "task<-1"])
  }

  @Test func `a held record that then fails lets a withdrawal behind it pass`() async throws {
    var registry = ChainMaker(log: 1)
    registry.add("r1")
    let follower = try NotingFollower(try TestFolder())
    follower.poison.update { $0 = ["a1<-1"] }
    var findings = ChainMaker(log: 2, causes: registry.log)
    for text in ["a1<-1", "a2", "withdrawal"] { findings.add(text, subject: 1) }
    #expect(try await follower.apply(findings.records, of: "findings").held == 3)
    try await follower.apply(registry.records, of: "registry")
    #expect(try follower.log.effects() == ["r1", "quarantined a1<-1", "withdrawal"])
  }

  /// Two logs, random causes and faults, delivered in pieces, twice, and out of turn: in the end each
  /// record has had its effect once, behind its cause and in its subject's order.
  @Test(arguments: 1...25)
  func `any delivery ends in the same effects`(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    var registry = ChainMaker(log: 1)
    var findings = ChainMaker(log: 2, causes: registry.log)
    for number in 1...20 {
      registry.add("r\(number)", subject: UInt64.random(in: 0...3, using: &generator))
    }
    for number in 1...60 {
      let cause = Int.random(in: 0...25, using: &generator)
      let text = (1...20).contains(cause) ? "f\(number)<-\(cause)" : "f\(number)"
      findings.add(text, subject: UInt64.random(in: 10...16, using: &generator))
    }
    let follower = try NotingFollower(
      try TestFolder(), portionMax: Int.random(in: 1...9, using: &generator))
    let bad = Set(
      findings.records.map(\.text).filter { _ in
        Int.random(in: 0..<12, using: &generator) == 0
      })
    follower.poison.update { $0 = bad }
    for (source, chain) in [("registry", registry), ("findings", findings)].shuffled(
      using: &generator)
    {
      var cursor = 0
      while cursor < chain.records.count {
        let start = max(0, cursor - Int.random(in: 0...3, using: &generator))
        let end = min(chain.records.count, cursor + Int.random(in: 1...17, using: &generator))
        try await follower.apply(chain.records[start..<end], of: source)
        cursor = end
      }
    }
    follower.poison.update { $0 = [] }
    try await follower.retryAll()
    try await eventually("nothing waits") {
      try follower.log.database.reader().heldCounts().total == 0
    }
    let effects = try follower.log.effects().filter { $0.hasPrefix("r") || $0.hasPrefix("f") }
      .filter { !$0.hasPrefix("released") }
    let all = registry.records.map(\.text) + findings.records.map(\.text)
    #expect(effects.sorted() == all.sorted(), "seed \(seed)")
    let place = Dictionary(uniqueKeysWithValues: zip(effects, effects.indices))
    for record in findings.records {
      guard let cause = record.text.split(separator: "-").dropFirst().first else { continue }
      let (mine, before) = (try #require(place[record.text]), try #require(place["r\(cause)"]))
      #expect(before < mine, "seed \(seed): \(record.text)")
    }
    for number in UInt64(10)...16 {
      let expected = findings.records.filter { $0.header.subject == subject(number) }.map(\.text)
      #expect(effects.filter(Set(expected).contains) == expected, "seed \(seed)")
    }
    #expect(try follower.isClean(), "seed \(seed)")
  }
}
