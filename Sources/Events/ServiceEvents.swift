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

/// A followed log is not the continuation of what was applied here: nothing more of it is applied
/// until a person decides.
public struct LinkStopped: EventPayload {
  public static let type = EventType("link.stopped", 905, owner: nil)
  public var source: ServiceName
  /// A stable word such as `fork`.
  public var reason: String
  /// The last record that was applied; `nil` when nothing of the log is known.
  public var position: LogPosition?

  public init(source: ServiceName, reason: String, position: LogPosition?) {
    self.source = source
    self.reason = reason
    self.position = position
  }

  /// What the alarm `link-stopped` says: `stop` is a word of the family `link-reason`.
  public func alarmParameters(of service: ServiceName) -> [String: String] {
    [
      "service": service.rawValue, "source": source.rawValue, "stop": reason,
      "sequence": String(position?.sequence ?? 0),
    ]
  }
}

/// A log that was followed no more is followed again.
public struct LinkResumed: EventPayload {
  public static let type = EventType("link.resumed", 906, owner: nil)
  public var source: ServiceName

  public init(source: ServiceName) {
    self.source = source
  }
}
