package import Domain
import GRDB
import GRDBSQLite
package import Security

/// A copy of a log's file as of one commit, taken beside a running service or without one.
///
/// SQLite's online backup reads through a connection of its own that never writes or checkpoints;
/// it holds one read transaction meanwhile, which keeps the owner's WAL from starting over, not its
/// commits from happening.
package struct LogCopy: Sendable {
  package let identity: LogIdentity
  package let head: LogHead
  /// When the last record was appended; `nil` for an empty log.
  package let lastRecordAt: Timestamp?
  /// Where the service stands, in the copy, in the logs that it follows.
  package let cursors: [String: LogCursor]
  private let path: String

  /// Copies the file at `source` to the new file `destination`: one file without a WAL, synced.
  ///
  /// SQLite copies damaged pages without a word, so that the copy is examined.
  /// - Throws: `LogError`: `damaged`, with what is wrong as the message, or why the disk refuses.
  package init(of source: String, to destination: String) throws {
    path = destination
    do {
      let original = try LogConnection.reading(path: source)
      let copy = try DatabaseQueue(path: destination)
      try original.backup(to: copy)
      try copy.writeWithoutTransaction { database in
        // The copy takes over that the original keeps a WAL, which would need files of its own.
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        guard mode == "delete" else {
          throw LogError(.damaged, "The copy keeps the journal mode \(mode ?? "?").")
        }
      }
      try copy.close()
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    {
      throw LogError(.damaged, LogFault.Name.pages.rawValue)
    } catch {
      throw LogError.wrapping(error, while: "copy \(source) to \(destination)")
    }
    if let fault = try LogCopy.fault(at: destination) { throw LogError(.damaged, fault) }
    let reader = try LogReader(path: destination)
    identity = reader.identity
    head = try reader.head()
    cursors = try reader.cursors()
    lastRecordAt = try LogCopy.record(head.sequence, with: reader)?.header.time
  }

  /// What keeps a file from being gone back to, by SQLite's `quick_check` and the chain of its
  /// records.
  /// - Returns: the first fault, as `verify` names it, with the number of a record that has it; `nil`
  ///   for a sound file.
  package static func fault(at path: String) throws -> String? {
    do {
      return try LogVerifier(path: path).runOnPagesAndRecords().faults.first.map { fault in
        fault.sequence.map { "\(fault.name.rawValue) \($0)" } ?? fault.name.rawValue
      }
    } catch let error as LogError where error.code != .misuse {
      return LogFault.Name.pages.rawValue
    }
  }

  /// The hash of a record of the copy; `nil` if it has no such record, zero for number 0.
  package func hash(of sequence: UInt64) throws -> Digest32? {
    guard sequence > 0 else { return .zero }
    return try LogCopy.record(sequence, with: LogReader(path: path))?.header.hash
  }

  private static func record(_ sequence: UInt64, with reader: LogReader) throws -> Record? {
    guard sequence > 0 else { return nil }
    return try reader.read(after: sequence - 1, maxRecords: 1, maxBytes: .max)
      .first { $0.header.sequence == sequence }
  }
}
