/// A file of comma-separated values (RFC 4180) with the columns that are expected of it.
///
/// Strict: UTF-8, exactly the expected header, as many fields in each row, quotes only around whole
/// fields, a final line end, no empty lines. Lines end with LF or CRLF.
package struct CSVTable {
  package struct Row {
    /// The line on which the row begins; the header is line 1.
    package var line: Int
    package var fields: [String]
  }

  package var file: String
  package var columns: [String]
  /// Without the header.
  package var rows: [Row]

  package init(file: String, bytes: [UInt8], columns: [String]) throws(ReferenceFault) {
    self.file = file
    self.columns = columns
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw ReferenceFault(file: file, row: 0, rule: "not-utf8", detail: file)
    }
    var reader = Reader(file: file, bytes: bytes)
    guard let header = try reader.nextRow() else {
      throw ReferenceFault(file: file, row: 0, rule: "file-empty", detail: file)
    }
    guard header.fields == columns else {
      throw ReferenceFault(
        file: file, row: 1, rule: "unknown-header",
        detail:
          "\(header.fields.joined(separator: ",")) → \(columns.joined(separator: ","))")
    }
    rows = []
    while let row = try reader.nextRow() {
      guard row.fields.count == columns.count else {
        throw ReferenceFault(
          file: file, row: row.line, rule: "wrong-field-count",
          detail: "\(row.fields.count) → \(columns.count)")
      }
      rows.append(row)
    }
  }
}

extension CSVTable {
  /// Walks over the bytes of a file, one row at a time.
  private struct Reader {
    let file: String
    let bytes: [UInt8]
    var index = 0
    var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(file: String, bytes: [UInt8]) {
      self.file = file
      self.bytes = bytes
    }

    mutating func nextRow() throws(ReferenceFault) -> Row? {
      guard index < bytes.count else { return nil }
      var row = Row(line: line, fields: [])
      while true {
        row.fields.append(try nextField())
        guard index < bytes.count else { throw fault("line-end-missing") }
        let separator = bytes[index]
        index += 1
        if separator == Self.comma { continue }
        line += 1
        return row
      }
    }

    /// Reads one field and stops at the comma or line feed after it.
    private mutating func nextField() throws(ReferenceFault) -> String {
      guard index < bytes.count, bytes[index] == Self.quote else { return try plainField() }
      index += 1
      var field: [UInt8] = []
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == Self.quote {
          guard index < bytes.count, bytes[index] == Self.quote else {
            try skipCarriageReturn()
            return String(decoding: field, as: UTF8.self)
          }
          index += 1
        } else if byte == Self.lineFeed {
          line += 1
        }
        field.append(byte)
      }
      throw fault("quote-not-closed")
    }

    private mutating func plainField() throws(ReferenceFault) -> String {
      let start = index
      while index < bytes.count, bytes[index] != Self.comma, bytes[index] != Self.lineFeed,
        bytes[index] != Self.carriageReturn
      {
        guard bytes[index] != Self.quote else { throw fault("quote-inside-field") }
        index += 1
      }
      let end = index
      try skipCarriageReturn()
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// After a field: a comma, a line feed, or a carriage return with a line feed.
    private mutating func skipCarriageReturn() throws(ReferenceFault) {
      if index < bytes.count, bytes[index] == Self.carriageReturn { index += 1 }
      guard index < bytes.count else { return }
      let isLineEnd = bytes[index] == Self.lineFeed
      let isComma =
        bytes[index] == Self.comma && (index == 0 || bytes[index - 1] != Self.carriageReturn)
      guard isLineEnd || isComma else { throw fault("quote-inside-field") }
    }

    private func fault(_ rule: String) -> ReferenceFault {
      ReferenceFault(file: file, row: line, rule: rule, detail: file)
    }
  }
}
