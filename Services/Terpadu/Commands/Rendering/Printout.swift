import Localization

/// An answer that can be printed for people and for programs.
protocol Printout {
  /// One object, or one a line.
  func json(_ localizer: Localizer) throws -> [JSONValue]
  func lines(_ localizer: Localizer) -> [String]
}

/// Rows of cells in aligned columns, two spaces between them, no trailing space.
struct TextTable {
  private var rows: [[String]] = []
  private let indent: String

  init(indent: Int = 0) {
    self.indent = String(repeating: " ", count: indent)
  }

  mutating func add(_ cells: String...) { rows.append(cells) }

  var lines: [String] {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return rows.map { row in
      var line = indent
      for (index, cell) in row.enumerated() {
        line += cell
        if index + 1 < row.count {
          line += String(repeating: " ", count: widths[index] - cell.count + 2)
        }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// A system that was stopped.
struct StoppedPrintout: Printout {
  let data: String

  func json(_ localizer: Localizer) -> [JSONValue] {
    [["stopped": .bool(true), "data": .string(data)]]
  }

  func lines(_ localizer: Localizer) -> [String] { [localizer.label(.stopped, ["data": data])] }
}
