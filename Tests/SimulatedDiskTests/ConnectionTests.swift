import Foundation
import GRDB
import GRDBSQLite
import Log
import SimulatedDisk
import Testing

struct ConnectionTests {
  @Test func `readers see each commit, and what was there when they began`() throws {
    let host = try Host(Host.emptyLog())
    let process = try host.start()
    let reader = try process.database.reader()
    for number in 1...5 {
      #expect(process.append("\(number)"))
      #expect(try reader.head().sequence == UInt64(number))
    }
    try reader.query { _ in
      #expect(process.append("6"))
    }
    #expect(try reader.head().sequence == 6)
    #expect(try host.realFiles() == ["findings.lock"])
  }

  @Test func `a read transaction keeps its view while the writer goes on and checkpoints`() throws {
    let host = try Host(Host.emptyLog())
    let process = try host.start()
    #expect(process.append("1"))
    try process.database.reader().query { database in
      let before = try Int.fetchOne(database, sql: "SELECT count(*) FROM log_record")
      #expect(process.append("2"))
      process.idle()
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM log_record") == before)
    }
    #expect(try process.texts() == ["1", "2"])
    #expect(process.fatal.value.isEmpty)
  }

  @Test func `a checkpoint brings the log into the file, and a truncating one empties it`() throws {
    let host = try Host(Host.emptyLog())
    let process = try host.start()
    #expect(process.append("1"))
    let before = host.disk.bytes(of: Host.log)
    process.idle()
    #expect(host.disk.bytes(of: Host.log) != before)
    #expect(try #require(host.disk.bytes(of: Host.wal)).count > 0)
    let second = try DatabaseQueue(path: host.path)
    try second.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    #expect(host.disk.bytes(of: Host.wal) == [])
    #expect(process.append("2"))
    #expect(try process.texts() == ["1", "2"])
  }

  @Test func `a second writer waits for nothing real and is told that the file is busy`() throws {
    let host = try Host(Host.emptyLog())
    let process = try host.start()
    let second = try DatabaseQueue(path: host.path, configuration: .waiting)
    let begin = ContinuousClock.now
    try second.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(!process.append("1"))
      try database.execute(sql: "ROLLBACK")
    }
    #expect(ContinuousClock.now - begin < .seconds(4))
    #expect(process.fatal.value.isEmpty == false)
  }

  @Test func `locks on a file exclude as SQLite asks for`() throws {
    let host = try Host()
    let one = try RawFile(host.path)
    let two = try RawFile(host.path)
    let busy = RawFile.Failure(code: SQLITE_BUSY)
    try one.lock(SQLITE_LOCK_SHARED)
    try two.lock(SQLITE_LOCK_SHARED)
    try one.lock(SQLITE_LOCK_RESERVED)
    #expect(throws: busy) { try two.lock(SQLITE_LOCK_RESERVED) }
    #expect(throws: busy) { try one.lock(SQLITE_LOCK_EXCLUSIVE) }
    // One waits for the readers to leave and lets no new one in.
    try two.unlock(SQLITE_LOCK_NONE)
    #expect(throws: busy) { try two.lock(SQLITE_LOCK_SHARED) }
    try one.lock(SQLITE_LOCK_EXCLUSIVE)
    try one.unlock(SQLITE_LOCK_SHARED)
    try two.lock(SQLITE_LOCK_SHARED)
    try two.lock(SQLITE_LOCK_RESERVED)
  }

  @Test func `every other path goes to the real file system`() throws {
    let host = try Host(Host.emptyLog())
    let folder = NSTemporaryDirectory() + "terpadu-real-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
    host.disk.plan = { _ in .freeze }
    let real = try HostProcess(directory: folder)
    #expect(real.append("real"))
    #expect(FileManager.default.fileExists(atPath: "\(folder)/findings.sqlite-wal"))
    #expect(!host.disk.isFrozen)
  }

  @Test func `nothing is left when connections and disks are gone`() throws {
    weak var disk: SimulatedDisk?
    do {
      let host = try Host(Host.emptyLog())
      disk = host.disk
      do {
        let process = try host.start()
        let reader = try process.database.reader()
        #expect(process.append("1"))
        #expect(host.disk.openFileCount > 2)
        host.disk.freeze()
        #expect(!process.append("2"))
        host.disk.cutPowerLosingUnsynced()
        #expect(throws: LogError.self) { try reader.head() }
      }
      #expect(host.disk.openFileCount == 0)
      #expect(host.disk.fileNames == [Host.log, Host.wal])
    }
    #expect(disk == nil)
  }
}

extension Configuration {
  /// As the logs have it.
  fileprivate static var waiting: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    return configuration
  }
}
