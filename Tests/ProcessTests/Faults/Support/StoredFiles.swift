import Events
import Foundation
import GRDB
import ServiceRuntime
import Testing

/// The files in which a stopped service keeps its log, for tests that damage them.
struct StoredFiles {
  let service: ServiceName
  let database: String
  var wal: String { database + "-wal" }

  init(of service: ServiceName, in system: TestSystem) {
    self.service = service
    database = system.data(of: service).database(of: service)
  }

  /// A service that starts again and again has the file locked for moments.
  private static var patient: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    return configuration
  }

  static let pageBytes = 4096
  private static let walHeaderBytes = 32
  private static let frameBytes = 24 + pageBytes

  /// The pages that hold something, the first not among them.
  func usedPages() throws -> [Int] {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: database, configuration: configuration)
    defer { try? queue.close() }
    return try queue.read { database in
      guard try Int.fetchOne(database, sql: "PRAGMA freelist_count") == 0 else {
        return try Int.fetchAll(
          database, sql: "SELECT rootpage FROM sqlite_schema WHERE rootpage > 1")
      }
      return Array(2...(try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 2))
    }
  }

  /// The page at which a table begins.
  func root(of table: String) throws -> Int {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: database, configuration: configuration)
    defer { try? queue.close() }
    let page = try queue.read {
      try Int.fetchOne(
        $0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?", arguments: [table])
    }
    return try #require(page)
  }

  /// Says that a later program has changed the schema, or takes that back.
  func markNewer(_ isNewer: Bool) throws {
    let queue = try DatabaseQueue(path: database, configuration: StoredFiles.patient)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: isNewer
          ? "INSERT INTO log_migration VALUES (?, 99, 'x', 0)"
          : "DELETE FROM log_migration WHERE owner = ? AND number = 99",
        arguments: [service.rawValue])
    }
    try queue.close()
  }

  /// Brings the write-ahead log into the file, where it would hide what is changed there.
  func bringIn() throws {
    let queue = try DatabaseQueue(path: database, configuration: StoredFiles.patient)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try queue.close()
  }

  /// Writes rubbish over a page, numbered from 1.
  func corrupt(page: Int) throws {
    try overwrite(
      database, at: (page - 1) * Self.pageBytes,
      with: Array(repeating: 0xff, count: Self.pageBytes))
  }

  /// Exchanges some bytes for others of the same number, wherever they stand.
  /// - Returns: at how many places.
  func exchange(_ old: String, for new: String) throws -> Int {
    let content = try Data(contentsOf: URL(fileURLWithPath: database))
    var count = 0
    var rest = content.startIndex..<content.endIndex
    while let place = content.range(of: Data(old.utf8), in: rest) {
      try overwrite(database, at: place.lowerBound, with: Array(new.utf8))
      count += 1
      rest = place.upperBound..<content.endIndex
    }
    return count
  }

  /// How many frames of the write-ahead log are of its present round, and so count.
  func frames() throws -> Int {
    let content = [UInt8](try Data(contentsOf: URL(fileURLWithPath: wal)))
    guard content.count > Self.walHeaderBytes else { return 0 }
    let salt = content[16..<24]
    var count = 0
    while true {
      let start = Self.walHeaderBytes + count * Self.frameBytes
      guard start + Self.frameBytes <= content.count,
        content[(start + 8)..<(start + 16)].elementsEqual(salt)
      else { return count }
      count += 1
    }
  }

  /// How many of them have been brought into the file.
  func framesBroughtIn() throws -> Int {
    // The place of nBackfill in the write-ahead log's index (sqlite.org/walformat.html).
    let index = [UInt8](try Data(contentsOf: URL(fileURLWithPath: database + "-shm")))
    return Int(index[96..<100].withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) })
  }

  /// Cuts the write-ahead log off in the middle of a frame, numbered from 0.
  func cut(inFrame frame: Int) throws {
    let place = Self.walHeaderBytes + frame * Self.frameBytes + 1000
    guard truncate(wal, off_t(place)) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }

  /// Changes one byte of a frame's page.
  func damage(frame: Int) throws {
    let place = Self.walHeaderBytes + frame * Self.frameBytes + 24 + 2000
    let content = try Data(contentsOf: URL(fileURLWithPath: wal))
    try overwrite(wal, at: place, with: [content[content.startIndex + place] ^ 0x55])
  }

  private func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: Data(bytes))
    try file.synchronize()
  }
}

/// A read transaction that stays open, so that a service cannot bring its write-ahead log into its
/// file.
final class OpenReader {
  private let queue: DatabaseQueue

  init(_ files: StoredFiles) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
    queue = try DatabaseQueue(path: files.database, configuration: configuration)
    try queue.inDatabase { database in
      try database.execute(sql: "BEGIN")
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM log_record")
    }
  }

  func close() throws { try queue.close() }
}
