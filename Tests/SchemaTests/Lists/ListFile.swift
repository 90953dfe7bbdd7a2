import Domain
import Events
import FindingsService
import GRDB
import Testing

@testable import Log
@testable import ServiceRuntime

/// A service's tables in memory, filled by a test as it likes, and what the service answers from them.
final class ListFile {
  static let time = Timestamp(milliseconds: 1_772_616_000_000)
  /// 200 characters of four bytes.
  static let longText = String(repeating: "🧪", count: 200)

  private let logic: any ServiceLogic
  private let log: MemoryLog
  private var filled: UInt64 = 0

  init(_ logic: any ServiceLogic) throws {
    self.logic = logic
    log = try MemoryLog(
      LogIdentity(
        log: LogID(bytes: UUIDBytes(high: 1, low: 1)), epoch: 1, service: logic.name.rawValue,
        isExercise: false, createdAt: ListFile.time),
      migrations: logic.migrations)
  }

  func fill(_ body: (Context) throws -> Void) throws {
    _ = try log.perform(at: ListFile.time) {
      try body(Context(transaction: $0, logic: logic, isExercise: false))
    }
  }

  func query<Value>(_ body: (QueryContext) throws -> Value) throws -> Value {
    try log.query { database in
      let connection = try #require(database.sqliteConnection)
      let snapshot = try LogSnapshot(
        database: database, statements: StatementCache(connection: connection))
      return try body(QueryContext(snapshot: snapshot, time: ListFile.time))
    }
  }

  /// A registry that knows one unit.
  static func registry(with unit: UnitID) throws -> RegistryView {
    var state = RegistryState()
    try state.apply(
      .unit(
        UnitFact(
          id: unit, kind: .ministry, name: "x", seat: nil, validity: .always, regulation: "x",
          certainty: .regulation, source: "x")))
    let view = RegistryView()
    view.publish(.init(state: state, isLoaded: true))
    return view
  }

  static var operatorRights: Rights {
    Rights(of: Actor(via: .cli), in: RegistryState(), at: time)
  }

  /// The lines of SQLite's plan for a query.
  func plan(_ sql: String) throws -> [String] {
    let count = sql.count { $0 == "?" }
    return try log.query { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + sql,
        arguments: StatementArguments(Array(repeating: 1, count: count))
      ).map { $0["detail"] }
    }
  }

  static func id<Subject>(_ number: Int, of _: Subject.Type = Subject.self) -> ID<Subject> {
    ID(
      bytes: UUIDBytes(
        high: 0x019C_B8F0_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number)))
  }

  /// Expects that each page fits into a message, and hands all rows back.
  /// - Parameter ask: a page with the given `after`; `nil` for the first.
  static func walk<Answer: Encodable, Row>(
    _ ask: (String?) throws -> (answer: Answer, rows: [Row], next: String?)
  ) throws -> (rows: [Row], pages: Int) {
    var (rows, pages, after) = ([] as [Row], 0, nil as String?)
    repeat {
      let page = try ask(after)
      #expect(try EventCoding.encode(page.answer).count <= Log.Record.payloadBytesMax)
      rows += page.rows
      pages += 1
      after = page.next
    } while after != nil && pages < 10_000
    #expect(after == nil)
    return (rows, pages)
  }
}

extension Request {
  init(_ content: some Query, as unit: UnitID? = nil) throws {
    self.init(head: try RequestHead(content, as: unit), document: [])
  }
}
