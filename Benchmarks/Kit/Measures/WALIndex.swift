import Foundation

/// What SQLite's index of a WAL, the `-shm` file that all connections share, says of a database: how
/// often it was committed to, how far the WAL goes, how long the file is. Nothing is locked and
/// nobody is kept waiting.
struct WALIndex: Equatable, Sendable {
  /// Transactions that wrote, since the file was opened first; it wraps around.
  let commits: UInt32
  /// Pages in the WAL; it begins anew after they were brought into the file.
  let frames: UInt32
  /// Pages of the database with what is still in the WAL.
  let pages: UInt32
  let pageBytes: Int

  /// The header stands there twice; they differ while one is being written.
  private static let headerBytes = 48
  /// Before each page in the WAL.
  private static let frameHeaderBytes = 24

  /// - Parameter database: the path of the database itself.
  static func read(of database: String) throws -> WALIndex {
    for _ in 0..<1_000 {
      let index = try FileHandle(forReadingFrom: URL(fileURLWithPath: "\(database)-shm"))
      defer { try? index.close() }
      let bytes = Array(try index.read(upToCount: headerBytes * 2) ?? Data())
      guard bytes.count == headerBytes * 2 else { break }
      if bytes[..<headerBytes] == bytes[headerBytes...] {
        return bytes.withUnsafeBytes { WALIndex(header: $0) }
      }
    }
    throw BenchmarkError("\(database) has no index of a WAL")
  }

  private init(header: UnsafeRawBufferPointer) {
    commits = header.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    let size = header.loadUnaligned(fromByteOffset: 14, as: UInt16.self)
    // 65,536 has no room in two bytes.
    pageBytes = size == 1 ? 65_536 : Int(size)
    frames = header.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
    pages = header.loadUnaligned(fromByteOffset: 20, as: UInt32.self)
  }

  var walBytes: Int { Int(frames) * (pageBytes + WALIndex.frameHeaderBytes) }

  var databaseBytes: Int { Int(pages) * pageBytes }
}
