package import Bus
package import Domain
package import Events
import Foundation
package import GRDB
package import Log

/// A service's copy of the registry: the facts that it has applied, kept in its own database and in
/// memory, so that routing asks nobody. It belongs to the writer's thread; `view` is for queries.
package final class RegistryMirror {
  /// The keys that units have enrolled, for the bus's thread; the host adds those of the services.
  package let access = AccessList()
  /// What queries see of the registry, on their own thread.
  package let view = RegistryView()
  private var admitted: Set<[UInt8]> = []
  private var state = RegistryState()
  /// What was applied since the last load has been rolled back in part.
  private var isStale = false
  /// `view` does not have it yet.
  private var isChanged = false
  private var hasFirstFacts = false

  package init() {}

  /// The table that `migration` makes.
  package static let tables = ["registry_fact"]

  /// The table that holds the facts, in the order in which they were applied. The first of the
  /// service's own migrations.
  package static let migration = Migration(1, file: PackageResources.registry_mirror_0001_sql)

  /// Reads the facts again and publishes them: for the service's start.
  package func load(from database: Database) throws {
    try reload(from: database)
    publish()
  }

  private func reload(from database: Database) throws {
    let content = try RegistryMirror.read(database)
    (state, hasFirstFacts) = (content.state, content.isLoaded)
    isStale = false
  }

  /// The same inside a piece of work, whose effects nobody may see before its commit.
  private func reload(in context: Context) throws {
    try reload(from: context.database)
    publishAfterCommit(of: context)
  }

  private func publishAfterCommit(of context: Context) {
    isChanged = true
    context.transaction.onCommit { [weak self] in self?.publishChange() }
  }

  private func noteChange(in tables: Tables) {
    isChanged = true
    tables.onRollback { [weak self] in self?.isStale = true }
    tables.onCommit { [weak self] in self?.publishChange() }
  }

  /// Once a commit, however many facts it brought.
  private func publishChange() {
    if isChanged { publish() }
  }

  /// What memory holds beyond the file, after something was taken back, is not shown.
  private func publish() {
    isChanged = false
    guard !isStale else { return view.publish(nil) }
    view.publish(RegistryView.Content(state: state, isLoaded: hasFirstFacts))
    admitUnits()
  }

  /// The registry as a service's file has it.
  package static func state(in database: Database) throws -> RegistryState {
    try read(database).state
  }

  static func read(_ database: Database) throws -> RegistryView.Content {
    var loaded = RegistryState()
    var hasFirstFacts = false
    try forEachFact(in: database) { code, fact in
      guard let fact else {
        hasFirstFacts = hasFirstFacts || code == RegistryLoaded.type.code
        return
      }
      try loaded.apply(fact)
    }
    return RegistryView.Content(state: loaded, isLoaded: hasFirstFacts)
  }

  /// - Parameter body: gets the type of each stored record, and its fact where it carries one.
  private static func forEachFact(
    in database: Database, _ body: (UInt32, RegistryFact?) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT code, payload FROM registry_fact ORDER BY sequence")
    while let row = try rows.next() {
      guard let code = UInt32(exactly: try row.stored("code") as Int64) else {
        throw LogError(.damaged, "A stored fact has no type.")
      }
      let payload: Data = try row.stored("payload")
      try body(code, try RegistryFact(code: code, payload: Array(payload)))
    }
  }

  /// Every fact that was ever applied here, also those that later ones have replaced.
  package func facts(in context: Context) throws -> Set<RegistryFact> {
    var facts: Set<RegistryFact> = []
    try RegistryMirror.forEachFact(in: context.database) { _, fact in
      if let fact { facts.insert(fact) }
    }
    return facts
  }

  /// A unit's newest key is admitted, its earlier ones are refused from the next request on.
  private func admitUnits() {
    let keys = state.unitsByKey
    for key in admitted.subtracting(keys.keys) { access.revoke(key) }
    for (key, unit) in keys { access.admit(key, as: .unit(unit)) }
    admitted = Set(keys.keys)
  }

  /// The registry as this piece of work sees it.
  package func state(in context: Context) throws -> RegistryState {
    if isStale { try reload(in: context) }
    return state
  }

  /// The registry, for what must not be decided with part of it.
  /// - Throws: `Refusal` of code unavailable until the registry's first facts have all arrived.
  package func completeState(in context: Context) throws -> RegistryState {
    let state = try state(in: context)
    guard hasFirstFacts else { throw Refusal(.unavailable, rule: "registry-not-loaded") }
    return state
  }

  /// Says in the registry's own log that its first facts are complete.
  package func recordLoaded(facts: Int, in context: Context) throws {
    try context.append(RegistryLoaded(facts: facts), subject: .zero)
  }

  /// Appends a fact to the registry's own log; keeping it checks it against all others.
  /// - Throws: `Refusal` when the fact contradicts the others.
  @discardableResult
  package func record(_ fact: RegistryFact, in context: Context) throws -> LogPosition {
    try context.append(fact.payload, subject: RegistrySubject.of(fact))
  }

  /// Keeps a record of the registry's log; a type that carries no fact changes nothing.
  /// - Throws: `Refusal` when the fact contradicts the others.
  package func evolve(
    _ header: RecordHeader, _ payload: [UInt8], in tables: Tables
  ) throws {
    if header.typeCode == RegistryLoaded.type.code {
      try keep(header, payload, in: tables)
      noteChange(in: tables)
      hasFirstFacts = true
      return
    }
    guard let fact = try RegistryFact(code: header.typeCode, payload: payload) else { return }
    if isStale { try reload(from: tables.database) }
    noteChange(in: tables)
    try state.apply(fact)
    try keep(header, payload, in: tables)
  }

  /// The registry as it will be when a record that is being applied is kept.
  /// - Returns: `nil` for a record that carries no fact.
  package func upcoming(
    _ record: FollowedRecord, in context: Context
  ) throws -> (fact: RegistryFact, state: RegistryState)? {
    let header = record.record.header
    guard let fact = try RegistryFact(code: header.typeCode, payload: record.record.payload) else {
      return nil
    }
    var state = try state(in: context)
    try state.apply(fact)
    return (fact, state)
  }

  /// Removes the facts of later records of the registry's log: it was restored, and its present ones
  /// are applied next.
  package func forget(after sequence: UInt64, in context: Context) throws {
    try context.database.execute(
      sql: "DELETE FROM registry_fact WHERE sequence > ?", arguments: [Int64(clamping: sequence)])
    isStale = true
    context.transaction.onRollback { [weak self] in self?.isStale = true }
    try reload(in: context)
  }

  /// Types of facts that decide nothing about a finding: who is told, who must act, and by when.
  private static let typesWithoutGround: Set<UInt32> = [KeyFact.type.code]

  /// The number of the last fact that can be a ground of a decision; `nil` before the first.
  static func lastGround(in transaction: Transaction) throws -> UInt64? {
    let query = try transaction.prepared(
      "SELECT sequence FROM registry_fact WHERE ground = 1 ORDER BY sequence DESC LIMIT 1")
    defer { query.reset() }
    return try query.row() ? UInt64(clamping: query.integer(0)) : nil
  }

  private func keep(_ header: RecordHeader, _ payload: [UInt8], in tables: Tables) throws {
    let isGround = !RegistryMirror.typesWithoutGround.contains(header.typeCode)
    try tables.database.cachedStatement(
      sql: "INSERT INTO registry_fact (sequence, code, payload, ground) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      Int64(header.sequence), Int64(header.typeCode), Data(payload), isGround ? 1 : 0,
    ])
  }
}

extension Row {
  /// The value of a column that is never NULL.
  ///
  /// A damaged page can hold NULL all the same, and GRDB's subscripts end the process then.
  /// - Throws: `LogError.damaged`.
  fileprivate func stored<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: String
  ) throws -> Value {
    guard let value: Value = self[column] else {
      throw LogError(.damaged, "A column that cannot be empty is: \(column).")
    }
    return value
  }
}
