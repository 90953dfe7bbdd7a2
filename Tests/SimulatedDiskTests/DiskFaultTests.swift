import GRDBSQLite
import Log
import SimulatedDisk
import Testing

struct DiskFaultTests {
  @Test func `a failed sync ends in an error, and the commit is not reported`() throws {
    let host = try Host(Host.emptyLog())
    do {
      let process = try host.start()
      #expect(process.append("kept"))
      host.disk.plan = { $0.kind == .sync ? .fail(.sync) : .proceed }
      #expect(!process.append("lost"))
      #expect(process.fatal.value.map(\.code) == [.fatal])
    }
    host.disk.plan = nil
    host.disk.cutPowerLosingUnsynced()
    #expect(try host.fault(confirmed: 1, submitted: ["kept", "lost"]) == nil)
  }

  @Test func `what a failed sync left stays in doubt after later syncs, until it is written again`()
    throws
  {
    let host = try Host()
    let file = try RawFile(host.path)
    try file.write([UInt8](repeating: 1, count: 2048), at: 0)
    try file.sync()
    host.disk.plan = { $0.kind == .sync ? .fail(.sync) : .proceed }
    try file.write([UInt8](repeating: 2, count: 3000), at: 0)
    #expect(throws: RawFile.Failure(code: DiskFailure.sync.code)) { try file.sync() }
    host.disk.plan = nil
    try file.write([UInt8](repeating: 3, count: 600), at: 1000)
    try file.sync()
    #expect(try file.read(3000, at: 0)[2500] == 2)
    // Only what was written anew is safe.
    let durable = try #require(host.disk.image(.durable)[Host.log])
    #expect(durable.count == 2048)
    #expect(Set(durable[..<1000]) == [1])
    #expect(Set(durable[1000..<1600]) == [3])
    #expect(Set(durable[1600...]) == [1])
    // The process may die in between: the system's memory keeps the doubt.
    host.disk.killProcess()
    #expect(host.disk.bytes(of: Host.log)?.count == 3000)
    host.disk.cutPowerLosingUnsynced()
    #expect(host.disk.bytes(of: Host.log) == durable)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `a power cut after a failed sync, wherever in the next start, leaves the log whole`(
    seed: UInt64
  ) throws {
    let texts = [Host.texts[4], Host.texts[3], Host.texts[2]]
    let image = try Host.emptyLog()
    var dice = SeededGenerator(seed: seed)
    var operation = 0
    var hasDied = true
    while hasDied {
      operation += 1
      let host = try Host(image)
      do {
        let process = try host.start()
        #expect(process.append(texts[0]))
        // From here on only the write-ahead log has what the file lacks.
        process.idle()
        // The log begins anew: first its header is synced, then the commit.
        let synced = SharedBox(0)
        host.disk.plan = { operation in
          guard operation.kind == .sync, operation.file == .wal else { return .proceed }
          synced.update { $0 += 1 }
          return synced.value == 2 ? .fail(.sync) : .proceed
        }
        #expect(!process.append(texts[1]))
        host.disk.freeze()
      }
      host.disk.killProcess()
      let fatal = host.disk.counters.operations + operation
      host.disk.plan = { $0.number == fatal ? .freeze : .proceed }
      var confirmed = 1
      do {
        if try host.start().append(texts[2]) { confirmed = 3 }
      } catch {
        #expect(host.disk.isFrozen, "\(error)")
      }
      hasDied = host.disk.isFrozen
      host.disk.plan = nil
      host.disk.cutPower(using: &dice)
      let fault = try host.fault(confirmed: confirmed, submitted: texts)
      #expect(fault == nil, "death at operation \(operation)")
    }
    #expect(operation > 10)
  }

  @Test func `in doubt means by the dice: it may be there after a power cut or not`() throws {
    var found: Set<UInt8> = []
    for seed in 1...50 {
      var dice = SeededGenerator(seed: UInt64(seed))
      let host = try Host()
      let file = try RawFile(host.path)
      try file.write([1], at: 0)
      try file.sync()
      host.disk.plan = { $0.kind == .sync ? .fail(.sync) : .proceed }
      try file.write([2], at: 0)
      #expect(throws: RawFile.Failure.self) { try file.sync() }
      host.disk.plan = nil
      try file.sync()
      host.disk.cutPower(using: &dice)
      found.formUnion(try #require(host.disk.bytes(of: Host.log)))
    }
    #expect(found == [1, 2])
  }

  @Test func `a full disk refuses the commit, loses nothing, and takes it when there is room`()
    throws
  {
    let host = try Host(Host.emptyLog())
    do {
      let process = try host.start()
      #expect(process.append("kept"))
      host.disk.capacity = host.disk.byteCount + 1000
      #expect(!process.append("no room"))
      #expect(process.fatal.value.first?.message.contains("SQLite 13") == true)
    }
    host.disk.killProcess()
    host.disk.capacity = nil
    #expect(try host.fault(confirmed: 1, submitted: ["kept"]) == nil)
    let process = try host.start()
    #expect(process.append("room again"))
    #expect(try process.texts() == ["kept", "room again"])
  }

  @Test func `a frozen disk changes nothing, and what was open stays dead after the restart`()
    throws
  {
    let host = try Host()
    let file = try RawFile(host.path)
    try file.write([1, 2, 3], at: 0)
    try file.lock(SQLITE_LOCK_SHARED)
    try file.lock(SQLITE_LOCK_EXCLUSIVE)
    host.disk.freeze()
    func expectDead() {
      #expect(throws: RawFile.Failure(code: DiskFailure.write.code)) { try file.write([9], at: 0) }
      #expect(throws: RawFile.Failure(code: DiskFailure.read.code)) { try file.read(1, at: 0) }
      #expect(throws: RawFile.Failure(code: DiskFailure.sync.code)) { try file.sync() }
      #expect(throws: RawFile.Failure(code: DiskFailure.truncate.code)) {
        try file.truncate(to: 0)
      }
    }
    expectDead()
    #expect(throws: RawFile.Failure(code: SQLITE_CANTOPEN)) { try RawFile(host.path) }
    let before = host.disk.counters
    host.disk.killProcess()
    expectDead()
    #expect(host.disk.bytes(of: Host.log) == [1, 2, 3])
    // The lock of the dead is gone, and the dead cannot let go of another's.
    let next = try RawFile(host.path)
    try next.lock(SQLITE_LOCK_SHARED)
    try next.lock(SQLITE_LOCK_EXCLUSIVE)
    #expect(throws: RawFile.Failure(code: DiskFailure.unlock.code)) {
      try file.unlock(SQLITE_LOCK_NONE)
    }
    let third = try RawFile(host.path)
    #expect(throws: RawFile.Failure(code: SQLITE_BUSY)) { try third.lock(SQLITE_LOCK_SHARED) }
    #expect(host.disk.counters.bytesWritten == before.bytesWritten)
  }

  @Test func `a plan sees each operation with its number, file and place`() throws {
    let host = try Host(Host.emptyLog())
    let process = try host.start()
    let seen = SharedBox<[DiskOperation]>([])
    host.disk.plan = { operation in
      seen.update { $0.append(operation) }
      return .proceed
    }
    let first = host.disk.counters.operations
    #expect(process.append("one"))
    process.idle()
    let operations = seen.value
    #expect(operations.map(\.number) == Array(first + 1...host.disk.counters.operations))
    #expect(operations.last?.change == host.disk.counters.changes)
    let wal = operations.filter { $0.file == .wal && $0.kind == .write }
    #expect(wal.first?.offset == 0)
    #expect(wal.contains { $0.byteCount == 4096 })
    #expect(operations.contains { $0.kind == .sync && $0.file == .wal })
    #expect(operations.contains { $0.kind == .write && $0.name == Host.log })
    #expect(operations.contains { $0.kind == .sharedMemoryLock })
  }
}
