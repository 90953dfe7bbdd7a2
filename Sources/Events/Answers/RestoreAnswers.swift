/// The answer to `log.adopt`.
package struct AdoptAnswer: Codable, Sendable {
  package var source: ServiceName
  /// False when the log was followed already as it is.
  package var adopted: Bool
  /// The epoch that is followed, and the last record that both have.
  package var epoch: UInt64
  package var position: UInt64
  /// How many records had been applied here, or waited, that the log does not have now. What comes
  /// again with the same identifiers is struck off later.
  package var missing: Int

  package init(
    source: ServiceName, adopted: Bool, epoch: UInt64, position: UInt64, missing: Int
  ) {
    self.source = source
    self.adopted = adopted
    self.epoch = epoch
    self.position = position
    self.missing = missing
  }
}

/// The answer to `missing.list`: what restored logs lack and this service has had, oldest first.
package struct MissingAnswer: Codable, Sendable {
  package struct Entry: Codable, Sendable {
    package var source: ServiceName
    /// Where it stood in the log.
    package var epoch: UInt64
    package var sequence: UInt64
    /// The event's name; `nil` when this program does not know the code, or it was not kept.
    package var type: String?
    /// The event's identifier; `nil` for what an earlier version applied.
    package var event: String?
    /// The root subject, as a UUID.
    package var subject: String
    /// The number of the finding that it was about, as far as it can be told.
    package var finding: String?
    /// When it had its effect here; `nil` when it had none yet.
    package var appliedAt: TimeText?
    /// When the restored log was adopted.
    package var since: TimeText

    package init(
      source: ServiceName, epoch: UInt64, sequence: UInt64, subject: String, since: TimeText
    ) {
      self.source = source
      self.epoch = epoch
      self.sequence = sequence
      self.subject = subject
      self.since = since
    }
  }

  package var entries: [Entry]
  /// Behind which entry the next page begins; `nil` when this is the last.
  package var next: Int64?

  package init(entries: [Entry], next: Int64?) {
    self.entries = entries
    self.next = next
  }
}
