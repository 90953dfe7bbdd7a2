/// A followed record could not be applied; it and the later ones of its subject wait for a person.
public struct RecordQuarantined: EventPayload {
  public static let type = EventType("record.quarantined", 901, owner: nil)
  public var source: ServiceName
  public var position: LogPosition
  public var error: String

  public init(source: ServiceName, position: LogPosition, error: String) {
    self.source = source
    self.position = position
    self.error = error
  }
}

/// Quarantined records were applied after all.
public struct QuarantineRetried: EventPayload {
  public static let type = EventType("record.retried", 902, owner: nil)
  public var applied: Int
  public var remaining: Int

  public init(applied: Int, remaining: Int) {
    self.applied = applied
    self.remaining = remaining
  }
}
