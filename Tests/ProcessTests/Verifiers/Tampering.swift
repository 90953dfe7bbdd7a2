import Events
import Foundation
import GRDB

/// One way to change files behind the services' backs, at a place that chance chooses.
struct Tampering: Sendable, CustomStringConvertible {
  let description: String
  /// `service: fault` that must be found, whatever else is; `nil`: the two need only agree.
  let expected: String?
  let apply: @Sendable (TamperedFiles) throws -> Void

  init(
    _ description: String, finds expected: String?,
    _ apply: @escaping @Sendable (TamperedFiles) throws -> Void
  ) {
    self.description = description
    self.expected = expected
    self.apply = apply
  }

  /// A statement of SQL; in the second, `?1`, `?2` … are the columns of one row of the first.
  init(
    _ service: ServiceName, finds expected: String?, at rows: String = "SELECT 1", _ sql: String
  ) {
    self.init("\(service.rawValue): \(sql)", finds: expected) { files in
      try files.change(service) { database in
        let row = try files.pick(rows, in: database)
        let changed = database.totalChangesCount
        let values = row.map { $0.1 }
        let used = values.indices.filter { sql.contains("?\($0 + 1)") }.count
        try database.execute(sql: sql, arguments: StatementArguments(values.prefix(used)))
        guard database.totalChangesCount > changed else {
          throw TamperedFiles.NothingToChange(sql: sql)
        }
      }
    }
  }

  /// A change of one record of a service's log.
  static func record(
    _ service: ServiceName, _ description: String, finds expected: String?,
    chainsAnew: Bool = false, where condition: String = "1",
    _ body: @escaping @Sendable (inout TamperedFiles.StoredRecord, inout SeededGenerator) -> Void
  ) -> Tampering {
    Tampering("\(service.rawValue): \(description)", finds: expected) { files in
      var changed: TamperedFiles.StoredRecord?
      try files.change(service) { database in
        let row = try files.pick("SELECT seq FROM log_record WHERE \(condition)", in: database)
        var record = try files.record(row["seq"], in: database)
        body(&record, &files.generator)
        try files.store(record, in: database)
        changed = record
      }
      if chainsAnew, let changed { try files.reseal(after: changed, of: service) }
    }
  }
}
