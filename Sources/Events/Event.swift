public import Domain

/// The content of one type of event.
public protocol EventPayload: Codable, Sendable {
  static var type: EventType { get }
}

/// An event as it stands in a record's payload: CloudEvents' attributes, the causes, the content.
///
/// JSON with sorted keys; times are integer milliseconds UTC; unknown fields are ignored.
public struct Event<Payload: EventPayload>: Codable, Sendable {
  /// A version 7 identifier computed from the cause, or from chance when a command is the cause.
  public var id: ID<AnyEvent>
  public var source: ServiceName
  public var type: String
  /// The root subject: the finding's id for everything about a finding.
  public var subject: String
  /// The domain clock of the service at the commit.
  public var time: Timestamp
  /// The positions of followed logs on which this event rests.
  public var cause: [LogPosition]
  public var data: Payload

  public init(
    id: ID<AnyEvent>, source: ServiceName, subject: String, time: Timestamp,
    cause: [LogPosition], data: Payload
  ) {
    self.id = id
    self.source = source
    self.type = Payload.type.name
    self.subject = subject
    self.time = time
    self.cause = cause
    self.data = data
  }
}

/// What every event has, whatever its type; decoded where the content does not matter.
public struct EventHead: Codable, Sendable {
  public var id: ID<AnyEvent>
  public var source: ServiceName
  public var type: String
  public var subject: String
  public var time: Timestamp
  public var cause: [LogPosition]
}

/// The subject of identifiers of events.
public enum AnyEvent {}

/// The subject of identifiers of findings (temuan).
public enum Finding {}

/// The subject of identifiers of cases (kasus).
public enum Case {}

/// The subject of identifiers of follow-up tasks (tugas tindak lanjut).
public enum FollowUpTask {}

/// The subject of identifiers of messages (pesan) in a unit's mailbox.
public enum Message {}

/// The subject of identifiers of alerts (peringatan).
public enum Alert {}
