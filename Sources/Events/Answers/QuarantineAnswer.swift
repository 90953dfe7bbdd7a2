/// The answer to `quarantine.list`, a page of it: what this service could not apply, oldest first.
package struct QuarantineAnswer: Codable, Sendable {
  /// A record of a followed log.
  package struct Place: Codable, Hashable, Sendable {
    package var source: ServiceName
    package var sequence: UInt64

    package init(source: ServiceName, sequence: UInt64) {
      self.source = source
      self.sequence = sequence
    }
  }

  package struct Entry: Codable, Sendable {
    package var place: Place
    /// The event's name; `nil` when this program does not know the code.
    package var type: String?
    package var typeCode: UInt32
    /// The lowest reader version that may apply it.
    package var minReader: UInt32
    /// The root subject, as a UUID.
    package var subject: String
    /// The number of the finding that the record is about, as far as it can be told.
    package var finding: String?
    package var error: String
    /// How often it was tried.
    package var attempts: Int
    package var since: TimeText
    /// Records of the same subject that wait because of it: the first hundred of them.
    package var waiting: [Place]
    /// How many there are.
    package var waitingCount: Int

    package init(
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
      waitingCount = 0
    }
  }

  package var entries: [Entry]
  /// Behind which entry the next page begins; `nil` when this is the last.
  package var next: Int64?

  package init(entries: [Entry], next: Int64? = nil) {
    self.entries = entries
    self.next = next
  }
}
