extension PreparedStatement {
  /// The record of the current row.
  func record(header: Int32, payload: Int32) throws -> Record {
    Record(header: try LogConnection.header(self, column: header), payload: blob(payload))
  }

  /// A stored number of a record or epoch.
  /// - Throws: `LogError.damaged` for a negative one, which nobody wrote.
  func number(_ column: Int32) throws -> UInt64 {
    let value = integer(column)
    guard let number = UInt64(exactly: value) else {
      throw LogError(.damaged, "A stored number is negative: \(value).")
    }
    return number
  }

  /// Reads every row; the statement is ready for the next binding afterwards, also after an error.
  func all<Element>(_ element: () throws -> Element) throws -> [Element] {
    defer { reset() }
    var elements: [Element] = []
    while try row() { elements.append(try element()) }
    return elements
  }
}
