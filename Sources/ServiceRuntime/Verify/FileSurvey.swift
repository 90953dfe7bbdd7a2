package import Domain
package import Events

/// What can be seen in a service's file whether the service runs or not: the JSON of
/// `terpadu-<service> --survey`. Times are the domain's.
package struct FileSurvey: Codable, Sendable {
  /// How the service stands with a log that it follows, as its file has it.
  package struct Link: Codable, Sendable {
    package var source: ServiceName
    package var position: UInt64
    /// The end of the followed log, where its file is here.
    package var head: UInt64?
    /// Why the log is not the continuation of what was applied: a word of the family
    /// `link-reason`.
    package var reason: String?
    package var quarantined: Int
    package var quarantinedSince: Timestamp?
    /// Records that the log, restored since, lacks, and when the last were found missing.
    package var missing: Int?
    package var missingSince: Timestamp?

    package init(source: ServiceName, position: UInt64) {
      self.source = source
      self.position = position
      quarantined = 0
    }
  }

  /// Why there is no more to see.
  package struct Fault: Codable, Hashable, Sendable {
    /// `missing`, `newer-file`, `unreadable` or, by `doctor`, `damaged`.
    package var name: String
    package var parameters: [String: String]

    package init(name: String, parameters: [String: String]) {
      self.name = name
      self.parameters = parameters
    }
  }

  package var service: ServiceName
  package var fault: Fault?
  package var createdAt: Timestamp?
  package var head: UInt64
  package var lastRecordAt: Timestamp?
  /// The database and its write-ahead log.
  package var bytes: Int64
  /// How fast the file grows, by its last week; `nil` for a file younger than a day.
  package var bytesPerDay: Int64?
  package var links: [Link]
  package var timersOverdue: Int
  package var timersOverdueSince: Timestamp?
  /// The years with a table of holidays, sorted.
  package var calendarYears: [Int]
  /// How many units exist now, and which of them have no key, sorted.
  package var units: Int
  package var unitsWithoutKey: [UnitID]
  /// Messages that no reader has fetched, by unit; the notifier's alone.
  package var waitingMail: [String: UInt64]
  /// The units of which it was told that they do not read; the notifier's alone.
  package var unreadMail: [UnreadMail]

  package init(service: ServiceName) {
    self.service = service
    head = 0
    bytes = 0
    links = []
    timersOverdue = 0
    calendarYears = []
    units = 0
    unitsWithoutKey = []
    waitingMail = [:]
    unreadMail = []
  }
}
