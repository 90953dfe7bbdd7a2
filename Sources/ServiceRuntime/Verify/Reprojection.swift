import Domain
package import Events
import Foundation
package import GRDB
package import Log

/// The check that a service's tables are what the logs say: makes them a second time and compares
/// them row by row.
package struct Reprojection {
  /// Differences that are named of one table; the rest is only more of the same.
  private static let perTableMax = 20
  /// Columns that follow from no record. When a timer that failed is tried again, and how often it
  /// was, only the running process knows: a failure takes back what it appended, and a table that is
  /// made again tries every timer when it falls due.
  fileprivate static let bookkeeping = ["log_timer": ["next_at", "attempts"]]

  private let logic: any ServiceLogic
  private let path: (ServiceName) -> String

  /// - Parameters:
  ///   - logic: a fresh one, which nothing else uses.
  ///   - path: where the file of a followed log would be.
  package init(_ logic: any ServiceLogic, path: @escaping (ServiceName) -> String) {
    self.logic = logic
    self.path = path
  }

  /// - Parameter database: the service's file, as one read transaction sees it.
  package func faults(in database: Database, _ identity: LogIdentity) throws -> [ServiceFault] {
    let projection = Projection(logic, path: path)
    let shadow = try MemoryLog(identity, migrations: logic.migrations)
    var tables = logic.ownTables
    do {
      _ = try shadow.perform(at: identity.createdAt) { transaction in
        try projection.evolve(from: database, into: Tables(transaction))
        for case (let source, .readable(let reader)) in try projection.sources(in: database) {
          do {
            try projection.evolve(source, by: reader, from: database, into: Tables(transaction))
            tables += logic.mirrors[source] ?? []
          } catch is Projection.SourceUnreadable {
            // That is named of its owner's file.
            continue
          }
        }
      }
    } catch let failure as Projection.Failure {
      return [
        ServiceFault(
          "projection", word: failure.source == nil ? "projection" : "projection-followed",
          at: failure.source == nil ? failure.sequence : nil,
          [
            "source": failure.source?.rawValue ?? logic.name.rawValue,
            "sequence": String(failure.sequence), "detail": failure.reason,
          ])
      ]
    }
    return try shadow.query { expected in
      try tables.flatMap { try differences(in: $0, database, expected) }
    }
  }

  private func differences(
    in table: String, _ database: Database, _ expected: Database
  ) throws -> [ServiceFault] {
    var (left, right) = (
      try OrderedRows(of: table, in: database), try OrderedRows(of: table, in: expected)
    )
    var faults: [ServiceFault] = []
    func note(_ name: String, _ row: OrderedRows) {
      faults.append(ServiceFault(name, ["table": table, "row": row.text]))
    }
    while faults.count < Reprojection.perTableMax, !left.isAtEnd || !right.isAtEnd {
      if right.isAtEnd || (!left.isAtEnd && left.precedes(right)) {
        note("row-unexplained", left)
        try left.advance()
      } else if left.isAtEnd || right.precedes(left) {
        note("row-missing", right)
        try right.advance()
      } else {
        if !left.agrees(with: right) { note("row-differs", right) }
        try left.advance()
        try right.advance()
      }
    }
    return faults
  }
}

/// The rows of a table in the order of its key.
private struct OrderedRows {
  private let rows: RowCursor
  private let key: [String]
  private var current: Row?

  init(of table: String, in database: Database) throws {
    key = try database.primaryKey(table).columns
    let order = key.map { "\"\($0)\"" }.joined(separator: ", ")
    let passedOver = Reprojection.bookkeeping[table] ?? []
    let columns = try database.columns(in: table).map(\.name)
      .filter { !passedOver.contains($0) }
      .map { "\"\($0)\"" }.joined(separator: ", ")
    rows = try Row.fetchCursor(
      database, sql: "SELECT \(columns) FROM \"\(table)\" ORDER BY \(order)")
    current = try rows.next()?.copy()
  }

  var isAtEnd: Bool { current == nil }

  mutating func advance() throws { current = try rows.next()?.copy() }

  /// The row's key, for a person.
  var text: String {
    guard let current else { return "" }
    return key.map { "\($0)=\(String(describing: current[$0] as DatabaseValue))" }
      .joined(separator: ", ")
  }

  func agrees(with other: OrderedRows) -> Bool { current == other.current }

  func precedes(_ other: OrderedRows) -> Bool {
    guard let current, let theirs = other.current else { return false }
    for column in key {
      switch OrderedRows.compare(current[column], theirs[column]) {
      case .orderedAscending: return true
      case .orderedDescending: return false
      case .orderedSame: continue
      }
    }
    return false
  }

  /// As SQLite orders values of one type.
  private static func compare(_ left: DatabaseValue, _ right: DatabaseValue) -> ComparisonResult {
    switch (left.storage, right.storage) {
    case (.int64(let left), .int64(let right)): compare(left, right)
    case (.string(let left), .string(let right)): compare(Array(left.utf8), Array(right.utf8))
    case (.blob(let left), .blob(let right)): compare(Array(left), Array(right))
    default: compare(rank(left), rank(right))
    }
  }

  private static func compare<Value: Comparable>(
    _ left: Value, _ right: Value
  ) -> ComparisonResult {
    left < right ? .orderedAscending : left > right ? .orderedDescending : .orderedSame
  }

  private static func compare(_ left: [UInt8], _ right: [UInt8]) -> ComparisonResult {
    left.lexicographicallyPrecedes(right)
      ? .orderedAscending
      : right.lexicographicallyPrecedes(left) ? .orderedDescending : .orderedSame
  }

  /// NULL before numbers before text before bytes.
  private static func rank(_ value: DatabaseValue) -> Int {
    switch value.storage {
    case .null: 0
    case .int64, .double: 1
    case .string: 2
    case .blob: 3
    }
  }
}

/// A broken rule in a service's own tables.
package struct ServiceFault: Sendable {
  /// A stable word, as `terpadu verify` prints it.
  package var name: String
  /// Which sentence says what is wrong: the name, or a word that is more exact.
  package var word: String
  /// The record concerned, in the service's own log; `nil` if it is none.
  package var sequence: UInt64?
  package var parameters: [String: String]

  init(
    _ name: String, word: String? = nil, at sequence: UInt64? = nil,
    _ parameters: [String: String] = [:]
  ) {
    self.name = name
    self.word = word ?? name
    self.sequence = sequence
    self.parameters = parameters
  }
}
