/// The answer to `quarantine.list`: what this service could not apply, oldest first.
public struct QuarantineAnswer: Codable, Sendable {
  /// A record of a followed log.
  public struct Place: Codable, Hashable, Sendable {
    public var source: ServiceName
    public var sequence: UInt64

    public init(source: ServiceName, sequence: UInt64) {
      self.source = source
      self.sequence = sequence
    }
  }

  public struct Entry: Codable, Sendable {
    public var place: Place
    /// The event's name; `nil` when this program does not know the code.
    public var type: String?
    public var typeCode: UInt32
    /// The lowest reader version that may apply it.
    public var minReader: UInt32
    /// The root subject, as a UUID.
    public var subject: String
    /// The number of the finding that the record is about, as far as it can be told.
    public var finding: String?
    public var error: String
    /// How often it was tried.
    public var attempts: Int
    public var since: TimeText
    /// Records of the same subject that wait because of it.
    public var waiting: [Place]

    public init(
      place: Place, typeCode: UInt32, minReader: UInt32, subject: String, error: String,
      attempts: Int, since: TimeText
    ) {
      self.place = place
      self.typeCode = typeCode
      self.minReader = minReader
      self.subject = subject
      self.error = error
      self.attempts = attempts
      self.since = since
      waiting = []
    }
  }

  public var entries: [Entry]
  /// Not all fitted into the answer.
  public var isCut: Bool

  public init(entries: [Entry], isCut: Bool) {
    self.entries = entries
    self.isCut = isCut
  }
}
