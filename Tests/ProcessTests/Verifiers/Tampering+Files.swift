import Events
import Foundation
import GRDB
import ServiceRuntime

extension Tampering {
  /// Of whole files, below SQLite.
  static let ofFiles: [Tampering] = [
    Tampering("watch: gone", finds: "watch: missing") { files in
      try FileManager.default.removeItem(atPath: files.directory.database(of: .watch))
    },
    Tampering("liaison: emptied", finds: "liaison: unreadable") { files in
      try files.write(Data(), to: .liaison)
    },
    Tampering("notifier: no database", finds: "notifier: unreadable") { files in
      try files.write(Data("no database".utf8), to: .notifier)
    },
    Tampering("liaison: the file of watch", finds: "liaison: unreadable") { files in
      try files.write(try files.bytes(of: .watch), to: .liaison)
    },
    Tampering("registry: cut in half", finds: "registry: unreadable") { files in
      let bytes = try files.bytes(of: .registry)
      try files.write(bytes.prefix(bytes.count / 2 / 4096 * 4096), to: .registry)
    },
    Tampering("findings: a page of other bytes", finds: nil) { files in
      var bytes = try files.bytes(of: .findings)
      let page = Int.random(in: 1..<bytes.count / 4096, using: &files.generator) * 4096
      bytes.replaceSubrange(page..<page + 4096, with: Data(repeating: 0xa5, count: 4096))
      try files.write(bytes, to: .findings)
    },
  ]

  /// Changes of one value, or of one row, of any table of any service.
  static func anywhere(_ count: Int) -> [Tampering] {
    Array(repeating: anyValue, count: count)
  }

  private static let anyValue = Tampering("somewhere", finds: nil) { files in
    guard let service = ServiceName.allCases.randomElement(using: &files.generator) else { return }
    try files.change(service) { database in
      let table: String = try files.pick(
        "SELECT name FROM sqlite_master WHERE type = 'table'",
        in: database)["name"]
      guard let row = try? files.pick("SELECT * FROM \(table)", in: database) else { return }
      let keys = try database.primaryKey(table).columns
      let place = keys.map { "\($0) = ?" }.joined(separator: " AND ")
      let values = keys.map { row[$0] as DatabaseValue }
      if Bool.random(using: &files.generator) || keys.isEmpty {
        let columns = Array(row.columnNames)
        let column = columns[Int.random(in: columns.indices, using: &files.generator)]
        let other = (row[column] as DatabaseValue).changed(&files.generator)
        // What the schema makes impossible, such as a second row of one key, is no tampering.
        try? database.execute(
          sql: "UPDATE \(table) SET \(column) = ? WHERE \(place)",
          arguments: StatementArguments([other] + values))
      } else {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE \(place)", arguments: StatementArguments(values))
      }
    }
  }
}

extension DatabaseValue {
  fileprivate func changed(_ generator: inout SeededGenerator) -> DatabaseValue {
    switch storage {
    case .null: return 1.databaseValue
    case .double: return 0.databaseValue
    case .int64(let value):
      let others = [value &+ 1, value &- 1, 0, -1, 0 &- value, .max, .min]
      return (others.randomElement(using: &generator) ?? 0).databaseValue
    case .string(let text):
      let others = [text + "x", "", "closed", "open", "watch", "pusat-deputi-3"]
      return (others.randomElement(using: &generator) ?? "").databaseValue
    case .blob(let data):
      var bytes = Array(data)
      guard !bytes.isEmpty else { return Data([0]).databaseValue }
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.removeLast()
      case 1: bytes.append(0)
      default:
        bytes[Int.random(in: bytes.indices, using: &generator)] ^=
          1
          << UInt8.random(
            in: 0..<8, using: &generator)
      }
      return Data(bytes).databaseValue
    }
  }
}
