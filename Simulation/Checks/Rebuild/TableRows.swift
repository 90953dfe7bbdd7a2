import GRDB

/// The rows of a table, to be compared with those that a rebuild gives.
struct TableRows {
  let name: String
  let columns: [String]
  var rows: [[DatabaseValue]] = []

  init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
  }

  /// Reads the table, sorted by all of the columns.
  init(_ name: String, _ columns: [String], in database: Database) throws {
    self.init(name, columns)
    let list = columns.joined(separator: ", ")
    let cursor = try Row.fetchCursor(database, sql: "SELECT \(list) FROM \(name)")
    while let row = try cursor.next() { rows.append(Array(row.databaseValues)) }
    sort()
  }

  mutating func append(_ values: [(any DatabaseValueConvertible)?]) {
    rows.append(values.map { $0?.databaseValue ?? .null })
  }

  mutating func sort() {
    rows = rows.map { (key: TableRows.text(of: $0, blobBytesMax: .max), row: $0) }
      .sorted { $0.key < $1.key }.map(\.row)
  }

  /// What is in one of both alone; `nil` when they are the same. Both are sorted.
  func difference(from expected: TableRows) -> String? {
    if rows == expected.rows { return nil }
    let (own, other) = (Set(rows), Set(expected.rows))
    let surplus = rows.first { !other.contains($0) }
    let missing = expected.rows.first { !own.contains($0) }
    var words = ["\(name) (\(columns.joined(separator: ", ")))"]
    if let surplus { words.append("has \(TableRows.text(of: surplus, blobBytesMax: 24))") }
    if let missing {
      words.append("a rebuild gives \(TableRows.text(of: missing, blobBytesMax: 24))")
    }
    if surplus == nil, missing == nil { words.append("has a row twice") }
    return words.joined(separator: "; ")
  }

  private static func text(of row: [DatabaseValue], blobBytesMax: Int) -> String {
    row.map { value in
      switch value.storage {
      case .null: return "NULL"
      case .int64(let number): return String(number)
      case .double(let number): return String(number)
      case .string(let text): return text
      case .blob(let data):
        return data.prefix(blobBytesMax).map { byte in
          let digits = String(byte, radix: 16)
          return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
      }
    }.joined(separator: " | ")
  }
}
