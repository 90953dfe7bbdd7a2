/// The answer to `log.adopt`.
public struct AdoptAnswer: Codable, Sendable {
  public var source: ServiceName
  /// False when the log was followed already as it is.
  public var adopted: Bool
  /// The epoch that is followed, and the last record that both have.
  public var epoch: UInt64
  public var position: UInt64
  /// How many records had been applied here, or waited, that the log does not have now. What comes
  /// again with the same identifiers is struck off later.
  public var missing: Int

  public init(
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
public struct MissingAnswer: Codable, Sendable {
  public struct Entry: Codable, Sendable {
    public var source: ServiceName
    /// Where it stood in the log.
    public var epoch: UInt64
    public var sequence: UInt64
    /// The event's name; `nil` when this program does not know the code, or it was not kept.
    public var type: String?
    /// The event's identifier; `nil` for what an earlier version applied.
    public var event: String?
    /// The root subject, as a UUID.
    public var subject: String
    /// The number of the finding that it was about, as far as it can be told.
    public var finding: String?
    /// When it had its effect here; `nil` when it had none yet.
    public var appliedAt: TimeText?
    /// When the restored log was adopted.
    public var since: TimeText

    public init(
      source: ServiceName, epoch: UInt64, sequence: UInt64, subject: String, since: TimeText
    ) {
      self.source = source
      self.epoch = epoch
      self.sequence = sequence
      self.subject = subject
      self.since = since
    }
  }

  public var entries: [Entry]
  /// Behind which entry the next page begins; `nil` when this is the last.
  public var next: Int64?

  public init(entries: [Entry], next: Int64?) {
    self.entries = entries
    self.next = next
  }
}
