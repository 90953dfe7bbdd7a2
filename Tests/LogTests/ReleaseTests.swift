import Domain
import Events
import GRDB
import GRDBSQLite
import Log
import Testing

/// What waits in great number is released, and tried again, in portions.
struct ReleaseTests {
  /// A follower with so many records of as many subjects behind record 1 of the registry's log.
  private func holding(_ count: Int, causes registry: LogID) async throws -> NotingFollower {
    let follower = try NotingFollower(try TestFolder())
    var findings = ChainMaker(log: 2, causes: registry)
    for number in 1...count {
      // Of each hundredth subject a second one, which must stay behind the first.
      findings.add("f\(number)<-1", subject: UInt64(number))
      if number % 100 == 0 { findings.add("g\(number)", subject: UInt64(number)) }
    }
    for start in stride(from: 0, to: findings.records.count, by: 500) {
      let end = min(start + 500, findings.records.count)
      try await follower.apply(findings.records[start..<end], of: "findings")
    }
    return follower
  }

  private func held(_ follower: NotingFollower) async throws -> Int {
    try await follower.log.writer.perform { try $0.heldCounts().total }
  }

  private func awaitRelease(by follower: NotingFollower) async throws {
    let reader = try follower.log.database.reader()
    try await eventually("everything is released") { try reader.heldCounts().total == 0 }
  }

  /// How many steps SQLite's machine has made on the writer's connection, in all statements.
  private func steps(_ follower: NotingFollower) async throws -> Int {
    try await follower.log.writer.perform { transaction in
      var sum = 0
      var statement = sqlite3_next_stmt(transaction.db.sqliteConnection, nil)
      while let current = statement {
        sum += Int(sqlite3_stmt_status(current, SQLITE_STMTSTATUS_VM_STEP, 0))
        statement = sqlite3_next_stmt(transaction.db.sqliteConnection, current)
      }
      return sum
    }
  }

  @Test func `other work is carried out between the portions of a release of ten thousand`()
    async throws
  {
    var registry = ChainMaker(log: 1)
    registry.add("r1")
    let follower = try await holding(10_000, causes: registry.log)
    #expect(try await held(follower) == 10_100)
    let report = try await follower.apply(registry.records, of: "registry")
    #expect(report.released > 0 && report.released <= 64)
    // Each of these is answered while the rest still waits.
    var seen: [Int] = []
    for _ in 1...5 { seen.append(try await held(follower)) }
    #expect(seen.allSatisfy { $0 > 1_000 }, "\(seen)")
    try await awaitRelease(by: follower)
    let effects = try follower.log.effects()
    #expect(effects.count == 10_101)
    #expect(Set(effects).count == 10_101)
    let places = Dictionary(uniqueKeysWithValues: zip(effects, effects.indices))
    for number in stride(from: 100, through: 10_000, by: 100) {
      let (first, second) = (places["f\(number)<-1"], places["g\(number)"])
      #expect(try #require(first) < (try #require(second)))
    }
    #expect(try follower.isClean())
  }

  @Test func `a release costs as much a record however many wait`() async throws {
    var costs: [Int] = []
    for count in [300, 3_000] {
      var registry = ChainMaker(log: 1)
      registry.add("r1")
      let follower = try await holding(count, causes: registry.log)
      let before = try await steps(follower)
      try await follower.apply(registry.records, of: "registry")
      try await awaitRelease(by: follower)
      costs.append((try await steps(follower) - before) / count)
    }
    #expect(costs[1] < costs[0] * 3 / 2, "\(costs)")
  }

  @Test func `whether anything of a log waits is asked at the same cost however much waits`()
    async throws
  {
    var costs: [Int] = []
    for count in [5, 2_000] {
      let follower = try await holding(count, causes: ChainMaker(log: 1).log)
      let before = try await steps(follower)
      let waits = try await follower.log.writer.perform { transaction in
        (
          try transaction.isAnythingHeld(of: "registry"),
          try transaction.isAnythingHeld(of: "findings")
        )
      }
      #expect(waits == (false, true))
      costs.append(try await steps(follower) - before)
    }
    #expect(costs[1] < costs[0] + 500, "\(costs)")
  }

  @Test func `what waits for a record in quarantine costs the batches after it nothing`()
    async throws
  {
    var costs: [Int] = []
    for count in [5, 1_000] {
      var watch = ChainMaker(log: 1)
      for number in 1...count { watch.add("alert \(number)", subject: UInt64(number)) }
      let follower = try NotingFollower(try TestFolder())
      follower.poison.update { $0 = Set(watch.records.map(\.text)) }
      try await follower.apply(watch.records, of: "registry")
      var liaison = ChainMaker(log: 2, causes: watch.log)
      for number in 1...count {
        liaison.add("task \(number)<-\(number)", subject: UInt64(number))
      }
      try await follower.apply(liaison.records, of: "findings")
      #expect(try await held(follower) == 2 * count)
      liaison.add("unrelated")
      let before = try await steps(follower)
      try await follower.apply(liaison.records.suffix(1), of: "findings")
      costs.append(try await steps(follower) - before)
      // After the repair each of them follows its cause.
      follower.poison.update { $0 = [] }
      let portions = try await follower.retryAll()
      #expect(portions > count / 64)
      try await awaitRelease(by: follower)
      let effects = try follower.log.effects().filter { $0.hasPrefix("task") }
      #expect(effects.count == count)
      #expect(try follower.isClean())
    }
    #expect(costs[1] < costs[0] * 2, "\(costs)")
  }

  @Test func `the many records of one subject are released over portions, in order`() async throws {
    var registry = ChainMaker(log: 1)
    registry.add("r1")
    let follower = try NotingFollower(try TestFolder(), portionMax: 7)
    var findings = ChainMaker(log: 2, causes: registry.log)
    findings.add("f1<-1", subject: 1)
    for number in 2...300 { findings.add("f\(number)", subject: 1) }
    try await follower.apply(findings.records, of: "findings")
    let report = try await follower.apply(registry.records, of: "registry")
    #expect(report.released == 7)
    // A later one of the subject does not pass what is left of it.
    findings.add("f301", subject: 1)
    try await follower.apply(findings.records.suffix(1), of: "findings")
    try await awaitRelease(by: follower)
    #expect(try follower.log.effects() == ["r1"] + findings.records.map(\.text))
  }

  @Test func `a process that ends between two portions leaves the rest to the next one`()
    async throws
  {
    let folder = try TestFolder()
    var registry = ChainMaker(log: 1)
    registry.add("r1")
    var findings = ChainMaker(log: 2, causes: registry.log)
    for number in 1...200 { findings.add("f\(number)<-1", subject: UInt64(number)) }
    let left: Int
    do {
      let follower = try NotingFollower(folder, portionMax: 10)
      try await follower.apply(findings.records, of: "findings")
      let (batch, followed) = (registry.records, follower.followed)
      follower.log.writer.submit {
        _ = try followed.apply(batch, of: "registry", in: $0)
      } completion: { _ in
      }
      follower.log.writer.stop()
      left = try follower.log.database.reader().heldCounts().total
    }
    #expect(left > 0)
    let follower = try NotingFollower(folder, portionMax: 10)
    try await follower.log.writer.perform { [followed = follower.followed] in
      _ = try followed.releaseReached(in: $0)
    }
    try await awaitRelease(by: follower)
    #expect(try follower.log.effects().count == 201)
    #expect(try follower.isClean())
  }
}
