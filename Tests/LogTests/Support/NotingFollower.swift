import Domain
import Events
import Log

/// A service that follows two logs and writes down what it applied.
struct NotingFollower {
  let log: TestLog
  let followed: FollowedLogs
  /// Payloads whose handler fails.
  let poison = SharedBox<Set<String>>([])
  let handled = SharedBox<[String]>([])

  init(
    _ folder: TestFolder, sources: [String] = ["registry", "findings"], portionMax: Int = 64
  ) throws {
    log = try TestLog(folder, service: "watch")
    let (poison, handled) = (poison, handled)
    followed = FollowedLogs(
      sources.map { source in
        var followed = FollowedLog(source: source) { record, transaction in
          handled.update { $0.append(record.text) }
          try transaction.note(record.text)
          try transaction.append(
            NewRecord(typeCode: 2, subject: record.header.subject, payload: record.payload))
          if poison.value.contains(record.text) { throw Poisoned() }
        }
        followed.isExemptFromQuarantine = { $0.text.hasPrefix("withdrawal") }
        return followed
      },
      portionMax: portionMax,
      onQuarantine: { held, transaction in try transaction.note("quarantined \(held.record.text)")
      },
      onRelease: { held, transaction in try transaction.note("released \(held.record.text)") })
  }

  struct Poisoned: Error {}

  @discardableResult
  func apply(_ records: some Sequence<Record>, of source: String) async throws -> ApplyReport {
    let batch = Array(records)
    return try await log.writer.perform { [followed] in
      try followed.apply(batch, of: source, in: $0)
    }
  }

  func cursor(_ source: String) throws -> LogCursor? {
    try log.database.reader().cursors()[source]
  }

  func isClean() throws -> Bool {
    try LogVerifier(path: log.database.path).run().isClean
  }

  /// Tries again all that is in quarantine, portion by portion.
  /// - Returns: how many portions there were.
  @discardableResult
  func retryAll() async throws -> Int {
    var portions = 0
    var place: Int64? = 0
    while let after = place {
      place = try await log.writer.perform { [followed] in
        try followed.retryQuarantined(after: after, in: $0).next
      }
      portions += 1
    }
    return portions
  }
}
