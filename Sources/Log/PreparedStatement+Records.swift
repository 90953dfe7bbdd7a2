extension PreparedStatement {
  /// The record of the current row.
  func record(header: Int32, payload: Int32) throws -> Record {
    Record(header: try LogConnection.header(self, column: header), payload: blob(payload))
  }

  /// Reads every row; the statement is ready for the next binding afterwards, also after an error.
  func all<Element>(_ element: () throws -> Element) throws -> [Element] {
    defer { reset() }
    var elements: [Element] = []
    while try row() { elements.append(try element()) }
    return elements
  }
}
