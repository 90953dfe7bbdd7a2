package import Domain

/// A followed record could not be applied; it and the later ones of its subject wait for a person.
package struct RecordQuarantined: EventPayload {
  package static let type = EventType("record.quarantined", 901, owner: nil)
  package var source: LogOwner
  package var position: LogPosition
  package var error: String

  package init(source: ServiceName, position: LogPosition, error: String) {
    self.source = LogOwner(source)
    self.position = position
    self.error = error
  }
}

/// Quarantined records were applied after all.
package struct QuarantineRetried: EventPayload {
  package static let type = EventType("record.retried", 902, owner: nil)
  package var applied: Int
  package var remaining: Int

  package init(applied: Int, remaining: Int) {
    self.applied = applied
    self.remaining = remaining
  }
}

/// A followed log is not the continuation of what was applied here: nothing more of it is applied
/// until a person decides.
package struct LinkStopped: EventPayload {
  package static let type = EventType("link.stopped", 905, owner: nil)
  package var source: LogOwner
  /// A stable word such as `fork`.
  package var reason: String
  /// The last record that was applied; `nil` when nothing of the log is known.
  package var position: LogPosition?

  package init(source: ServiceName, reason: String, position: LogPosition?) {
    self.source = LogOwner(source)
    self.reason = reason
    self.position = position
  }

  /// What the alarm `link-stopped` says: `stop` is a word of the family `link-reason`.
  package func alarmParameters(of service: ServiceName) -> [String: String] {
    [
      "service": service.rawValue, "source": source.rawValue, "stop": reason,
      "sequence": String(position?.sequence ?? 0),
    ]
  }
}

/// A log that was followed no more is followed again.
package struct LinkResumed: EventPayload {
  package static let type = EventType("link.resumed", 906, owner: nil)
  package var source: LogOwner

  package init(source: ServiceName) {
    self.source = LogOwner(source)
  }
}

/// A command was carried out, and this is what its sender is told, each time it sends it. It follows
/// the events of the command in their transaction.
package struct CommandAnswered: EventPayload {
  package static let type = EventType("command.answered", 910, owner: nil)
  /// Under whom the command's id counts: a unit, or `operator`.
  package var giver: UnitID
  /// The id that the sender chose, 1 to 64 bytes.
  package var command: String
  /// BLAKE2b-256 of the command's name, fields and document: 64 hexadecimal digits.
  package var request: String
  /// The answer's JSON.
  package var answer: String

  package init(giver: UnitID, command: String, request: String, answer: String) {
    self.giver = giver
    self.command = command
    self.request = request
    self.answer = answer
  }
}

/// A timer could not be carried out, again and again: a person must look. It goes on being tried.
package struct TimerFailed: EventPayload {
  package static let type = EventType("timer.failed", 909, owner: nil)
  package var timer: String
  package var kind: String
  /// Since when it is due.
  package var dueAt: Timestamp
  package var attempts: Int
  package var error: String

  package init(timer: String, kind: String, dueAt: Timestamp, attempts: Int, error: String) {
    self.timer = timer
    self.kind = kind
    self.dueAt = dueAt
    self.attempts = attempts
    self.error = error
  }

  /// What the alarm `timer-failed` says.
  package func alarmParameters(of service: ServiceName) -> [String: String] {
    [
      "service": service.rawValue, "timer": timer, "attempts": String(attempts), "error": error,
    ]
  }
}
