package import Domain
package import GRDB
import GRDBSQLite

/// What a piece of work may do to the file, inside the writer's transaction and in a savepoint of
/// its own. It is valid only during the call that it is handed to, on the writer's thread.
///
/// A piece of work sees what the pieces before it in the same group have done, although that is
/// committed only together with its own. If it throws, all that it did is undone and nobody else is
/// harmed.
package final class Transaction {
  /// The connection, for the service's own tables. Never begin, commit or roll back with it.
  package let db: Database
  /// The domain clock when the group began: one instant for all that it does.
  package private(set) var time = Timestamp(milliseconds: 0)
  /// The log's end, including what this transaction has appended.
  package private(set) var head: LogHead

  let statements: StatementCache
  /// `nil`: to be read from the tables.
  var following: FollowingMemory?
  private let makeEntropy: @Sendable (Int) -> [UInt8]
  private let connection: OpaquePointer
  private let flags: RecordFlags
  private let insertRecord: PreparedStatement
  private let begin: PreparedStatement
  private let commit: PreparedStatement
  private let rollback: PreparedStatement
  private let savepoint: PreparedStatement
  private let release: PreparedStatement
  private let rollbackToSavepoint: PreparedStatement
  private(set) var appended: [Record] = []
  private var commitHooks: [() -> Void] = []
  private var rollbackHooks: [() -> Void] = []
  /// What was left for later, the first to be done first.
  private var continuations: [Continuation] = []

  struct Continuation {
    let name: String
    let work: LogWriter.Work
  }

  init(
    database: Database, connection: OpaquePointer, isExercise: Bool,
    entropy: @escaping @Sendable (Int) -> [UInt8]
  ) throws {
    db = database
    makeEntropy = entropy
    self.connection = connection
    flags = isExercise ? .exercise : []
    statements = StatementCache(connection: connection)
    insertRecord = try PreparedStatement(
      "INSERT INTO log_record (seq, subject, header, payload) VALUES (?, ?, ?, ?)",
      on: connection)
    begin = try PreparedStatement("BEGIN IMMEDIATE", on: connection)
    commit = try PreparedStatement("COMMIT", on: connection)
    rollback = try PreparedStatement("ROLLBACK", on: connection)
    savepoint = try PreparedStatement("SAVEPOINT work", on: connection)
    release = try PreparedStatement("RELEASE work", on: connection)
    rollbackToSavepoint = try PreparedStatement("ROLLBACK TO work", on: connection)
    head = try LogConnection.head(statements)
  }

  /// Appends a record: numbers it, chains it to the one before, seals it with its hash.
  /// - Throws: `LogError.tooLarge` if the payload is larger than `Record.payloadBytesMax`, or if there
  ///   are more causes than `RecordHeader.causesMax`.
  @discardableResult
  package func append(_ new: NewRecord) throws -> RecordHeader {
    guard new.payload.count <= Record.payloadBytesMax else {
      throw LogError(
        .tooLarge,
        "A payload of \(new.payload.count) bytes; the log takes \(Record.payloadBytesMax).")
    }
    guard new.causes.count <= RecordHeader.causesMax else {
      throw LogError(
        .tooLarge, "\(new.causes.count) causes; a record has \(RecordHeader.causesMax).")
    }
    var header = RecordHeader(flags: flags, time: time, after: head, content: new)
    try withUnsafeTemporaryAllocation(byteCount: header.byteCount, alignment: 8) { bytes in
      try new.payload.withUnsafeBytes { payload in
        header.seal(over: payload, into: bytes)
        try insertRecord.bind(1, Int64(clamping: header.sequence))
        try insertRecord.bindSubject(2, new.subject)
        try insertRecord.bindInPlace(3, UnsafeRawBufferPointer(bytes))
        try insertRecord.bindInPlace(4, payload)
        try insertRecord.run()
      }
    }
    head = LogHead(header)
    appended.append(Record(header: header, payload: new.payload))
    return header
  }

  /// Bytes by chance, for identifiers.
  package func entropy(_ count: Int) -> [UInt8] { makeEntropy(count) }

  /// A prepared statement that is kept with the connection, for SQL that runs for every record.
  /// The same text gives the same statement; it must not be in use further up the call stack.
  package func prepared(_ sql: String) throws -> PreparedStatement {
    try statements.statement(sql)
  }

  /// Runs `body` after the commit, before records are published and answers given. For state of the
  /// service in memory; it must not fail and must not use the transaction.
  package func onCommit(_ body: @escaping () -> Void) { commitHooks.append(body) }

  /// Runs `body` if what was done since the innermost savepoint began is undone, the latest
  /// first: for state in memory that was changed together with the file.
  package func onRollback(_ body: @escaping () -> Void) { rollbackHooks.append(body) }

  /// Leaves the rest of something long for a later transaction, so that other work comes between: if
  /// this piece of work stays, `work` runs with one of the next groups, as a piece of its own.
  ///
  /// It is forgotten when the process ends. What must be done all the same has to be found again in
  /// the file at the next start.
  /// - Parameter name: what it is; nothing happens while something of this name is left already.
  package func continueLater(_ name: String, _ work: @escaping LogWriter.Work) {
    guard !continuations.contains(where: { $0.name == name }) else { return }
    continuations.append(Continuation(name: name, work: work))
  }

  /// Whether something that was left for later is still to be done.
  package var hasContinuations: Bool { !continuations.isEmpty }

  /// Takes the next of what was left for later, to be run in this group.
  func nextContinuation() -> Continuation? {
    continuations.isEmpty ? nil : continuations.removeFirst()
  }

  /// It was not run after all.
  func putBack(_ continuation: Continuation) { continuations.insert(continuation, at: 0) }

  /// Runs `body` in a savepoint inside this piece of work: if it throws, what it did is undone,
  /// also what it appended, and the error passes through. Savepoints nest.
  package func inSavepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try savepoint.run()
    return try undoing(body, after: { try release.run() }) {
      try rollbackToSavepoint.run()
      try release.run()
    }
  }

  /// Runs `body`, the only piece of work of its group: if it throws, the group is begun anew.
  func inWholeGroup<Value>(_ body: () throws -> Value) throws -> Value {
    try undoing(body, after: {}) {
      try rollback.run()
      try begin.run()
    }
  }

  /// - Parameters:
  ///   - after: what ends the savepoint when `body` has succeeded.
  ///   - undo: what undoes the work of `body` in the file.
  private func undoing<Value>(
    _ body: () throws -> Value, after finish: () throws -> Void, undo: () throws -> Void
  ) throws -> Value {
    let mark = (head: head, records: appended.count, hooks: rollbackHooks.count)
    let commitHookCount = commitHooks.count
    let continuationsBefore = continuations
    do {
      let value = try body()
      try requireOpen()
      try finish()
      return value
    } catch {
      // Some errors make SQLite roll back the whole transaction; then the group is lost.
      try requireOpen(after: error)
      try undo()
      head = mark.head
      following = nil
      appended.removeSubrange(mark.records...)
      commitHooks.removeSubrange(commitHookCount...)
      continuations = continuationsBefore
      let undone = rollbackHooks[mark.hooks...].reversed()
      rollbackHooks.removeSubrange(mark.hooks...)
      for hook in undone { hook() }
      throw error
    }
  }

  /// How many rows this connection has ever changed.
  var changeCount: Int64 { sqlite3_total_changes64(connection) }

  func beginGroup(at time: Timestamp) throws {
    self.time = time
    try begin.run()
  }

  /// - Returns: what has been appended and is now durable.
  func commitGroup() throws -> [Record] {
    try commit.run()
    let records = appended
    let hooks = commitHooks
    forget()
    for hook in hooks { hook() }
    return records
  }

  /// After a failure that ends the writer: the file is left as the last commit made it.
  func abandonGroup() {
    forget()
    following = nil
    guard sqlite3_get_autocommit(connection) == 0 else { return }
    // The error that counts is the one that led here; closing the file rolls back as well.
    _ = sqlite3_exec(connection, "ROLLBACK", nil, nil, nil)
  }

  private func forget() {
    appended = []
    commitHooks = []
    rollbackHooks = []
  }

  private func requireOpen(after error: (any Error)? = nil) throws {
    if let error, LogError.isFatal(error) { throw LogError.wrapping(error, while: "write") }
    guard sqlite3_get_autocommit(connection) == 0 else {
      let cause = error.map { ": \($0)" } ?? ""
      throw LogError(.fatal, "The transaction of the group ended inside a piece of work\(cause).")
    }
  }
}
