import Domain
import RegistryService

/// The tables of reference data.
enum ReferenceTarget {
  private static let quote = UInt8(ascii: "\"")
  private static let columns = ["code", "unit", "from", "until", "number", "list", "source"]

  static func run(_ input: [UInt8]) throws -> Bool {
    let table: CSVTable
    do {
      table = try CSVTable(file: "fuzz.csv", bytes: input, columns: columns)
    } catch {
      try hold((0...input.count + 1).contains(error.row), "a fault is in a line of the file")
      return false
    }
    var line = 1
    for row in table.rows {
      try hold(row.fields.count == columns.count, "a row has every field")
      try hold(row.line > line && row.line <= input.count, "rows ascend")
      line = row.line
      try check(ReferenceRow(row, of: table))
    }
    let again = try CSVTable(file: "fuzz.csv", bytes: written(table), columns: columns)
    try hold(again.rows.map(\.fields) == table.rows.map(\.fields), "a table reads back")
    return true
  }

  private static func check(_ row: ReferenceRow) throws {
    if let code = try? row.code("code") {
      try hold(code.rawValue == (try row.text("code")), "a code is its text")
    }
    if let date = try? row.date("from") {
      try hold(date.description == (try row.text("from")), "a date is its text")
    }
    if let validity = try? row.validity() { try hold(!validity.isEmpty, "a period is one") }
    if let number = try? row.number("number") { try hold(number.isFinite, "a number is one") }
    if let list = try? row.list("list") {
      try hold(list.joined(separator: ";") == (try row.text("list")), "a list is its parts")
    }
    _ = try? row.unit("unit")
    _ = try? row.source()
  }

  /// The table with every field in quotation marks.
  private static func written(_ table: CSVTable) -> [UInt8] {
    let lines = ([table.columns] + table.rows.map(\.fields)).map { fields in
      fields.map { [quote] + $0.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote] }
        .joined(separator: [UInt8(ascii: ",")])
    }
    return lines.flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}
