import Domain
import GRDB
import Security

/// Brings a file's schema up to this program's.
struct Migrator {
  let database: Database
  let time: Timestamp

  private static let ledger = """
    CREATE TABLE IF NOT EXISTS log_migration (
      owner TEXT NOT NULL,
      number INTEGER NOT NULL,
      digest TEXT NOT NULL,
      applied_at INTEGER NOT NULL,
      PRIMARY KEY (owner, number)
    ) STRICT, WITHOUT ROWID
    """

  func prepare() throws {
    try database.execute(sql: Migrator.ledger)
  }

  /// Runs what `owner`'s part of the file lacks.
  ///
  /// - Throws: `LogError.newerFile` if the file has migrations that the program does not know,
  ///   `LogError.foreignFile` if it was made with others of the same number.
  func run(_ migrations: [Migration], owner: String) throws {
    for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
      throw LogError(.misuse, "Migrations of \(owner) are not numbered 1, 2, 3 …")
    }
    let applied = try Row.fetchAll(
      database, sql: "SELECT number, digest FROM log_migration WHERE owner = ? ORDER BY number",
      arguments: [owner])
    guard applied.count <= migrations.count else {
      throw LogError(
        .newerFile,
        """
        The file has schema \(applied.count) of \(owner), this program knows \(migrations.count): \
        the file was written by a newer program.
        """)
    }
    for (row, migration) in zip(applied, migrations) {
      let digest: String = row["digest"]
      guard digest == migration.digest.description else {
        throw LogError(
          .foreignFile,
          "Migration \(migration.number) of \(owner) differs from the one the file was made with.")
      }
    }
    for migration in migrations.dropFirst(applied.count) {
      try database.inTransaction(.immediate) {
        try database.execute(sql: migration.sql)
        try database.execute(
          sql: "INSERT INTO log_migration VALUES (?, ?, ?, ?)",
          arguments: [owner, migration.number, migration.digest.description, time.milliseconds])
        return .commit
      }
    }
  }
}

/// One step of a file's schema: SQL that runs once, in a transaction of its own. A migration that
/// has been released is never changed; the next number follows it.
package struct Migration: Sendable {
  /// From 1 without gaps within its owner.
  package let number: Int
  package let sql: String

  package init(_ number: Int, sql: String) {
    self.number = number
    self.sql = sql
  }

  /// From the bytes of an embedded `.sql` file.
  package init(_ number: Int, file: [UInt8]) {
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
