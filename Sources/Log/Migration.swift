import Security

/// One step of a file's schema: SQL that runs once, in a transaction of its own. A migration that
/// has been released is never changed; the next number follows it.
public struct Migration: Sendable {
  /// From 1 without gaps within its owner.
  public let number: Int
  public let sql: String

  public init(_ number: Int, sql: String) {
    self.number = number
    self.sql = sql
  }

  /// From the bytes of an embedded `.sql` file.
  public init(_ number: Int, file: [UInt8]) {
    self.init(number, sql: String(decoding: file, as: UTF8.self))
  }

  var digest: Digest32 { Hashing.blake2b256(Array(sql.utf8)) }
}

extension Migration {
  /// The tables of this library, `log_…`.
  static let log = [
    Migration(1, file: PackageResources.log_0001_sql),
    Migration(2, file: PackageResources.log_0002_sql),
  ]
}
