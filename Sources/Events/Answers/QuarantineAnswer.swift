/// The answer to `quarantine.list`: what this service could not apply, oldest first.
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
    /// Records of the same subject that wait because of it.
    package var waiting: [Place]

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
    }
  }

  package var entries: [Entry]
  /// Not all fitted into the answer.
  package var isCut: Bool

  package init(entries: [Entry], isCut: Bool) {
    self.entries = entries
    self.isCut = isCut
  }
}
