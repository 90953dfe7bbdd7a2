public import Domain
public import Events

/// What can be seen in a service's file whether the service runs or not: the JSON of
/// `terpadu-<service> --survey`. Times are the domain's.
public struct FileSurvey: Codable, Sendable {
  /// How the service stands with a log that it follows, as its file has it.
  public struct Link: Codable, Sendable {
    public var source: ServiceName
    public var position: UInt64
    /// The end of the followed log, where its file is here.
    public var head: UInt64?
    /// Why the log is not the continuation of what was applied: a word of the family
    /// `link-reason`.
    public var reason: String?
    public var quarantined: Int
    public var quarantinedSince: Timestamp?
    /// Records that the log, restored since, lacks, and when the last were found missing.
    public var missing: Int?
    public var missingSince: Timestamp?

    public init(source: ServiceName, position: UInt64) {
      self.source = source
      self.position = position
      quarantined = 0
    }
  }

  /// Why there is no more to see.
  public struct Fault: Codable, Hashable, Sendable {
    /// `missing`, `newer-file`, `unreadable` or, by `doctor`, `damaged`.
    public var name: String
    public var parameters: [String: String]

    public init(name: String, parameters: [String: String]) {
      self.name = name
      self.parameters = parameters
    }
  }

  public var service: ServiceName
  public var fault: Fault?
  public var createdAt: Timestamp?
  public var head: UInt64
  public var lastRecordAt: Timestamp?
  /// The database and its write-ahead log.
  public var bytes: Int64
  /// How fast the file grows, by its last week; `nil` for a file younger than a day.
  public var bytesPerDay: Int64?
  public var links: [Link]
  public var timersOverdue: Int
  public var timersOverdueSince: Timestamp?
  /// The years with a table of holidays, sorted.
  public var calendarYears: [Int]
  /// How many units exist now, and which of them have no key, sorted.
  public var units: Int
  public var unitsWithoutKey: [UnitID]
  /// Messages that no reader has fetched, by unit; the notifier's alone.
  public var waitingMail: [String: UInt64]
  /// The units of which it was told that they do not read; the notifier's alone.
  public var unreadMail: [UnreadMail]

  public init(service: ServiceName) {
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
