package import Domain

/// The content of one type of event.
package protocol EventPayload: Codable, Sendable {
  static var type: EventType { get }
}

/// An event as it stands in a record's payload: CloudEvents' attributes and the content. Its identifier
/// and its causes stand in the record's header.
///
/// JSON with sorted keys; times are integer milliseconds UTC; unknown fields are ignored.
package struct Event<Payload: EventPayload>: Sendable {
  package var source: ServiceName
  package var type: String
  /// The root subject: the finding's id for everything about a finding.
  package var subject: String
  /// The domain clock of the service at the commit.
  package var time: Timestamp
  /// Who caused it; `nil` when it follows from a record or from a timer.
  package var actor: Actor?
  package var data: Payload

  package init(
    source: ServiceName, subject: String, time: Timestamp, actor: Actor? = nil, data: Payload
  ) {
    self.source = source
    self.type = Payload.type.name
    self.subject = subject
    self.time = time
    self.actor = actor
    self.data = data
  }
}

/// What every event has, whatever its type; decoded where the content does not matter.
package struct EventHead: Codable, Sendable {
  package var source: ServiceName
  package var type: String
  package var subject: String
  package var time: Timestamp
}

/// The subject of identifiers of events.
package enum AnyEvent {}

/// The subject of identifiers of findings (temuan).
package enum Finding {}

/// The subject of identifiers of cases (kasus).
package enum Case {}

/// The subject of identifiers of follow-up tasks (tugas tindak lanjut).
package enum FollowUpTask {}

/// The subject of identifiers of messages (pesan) in a unit's mailbox.
package enum Message {}

/// The subject of identifiers of alerts (peringatan).
package enum Alert {}
