/// The answer to `status`: where a service's log stands, how far it follows the others, what waits.
package struct ServiceStatus: Codable, Sendable {
  package struct Link: Codable, Sendable {
    package var source: ServiceName
    /// `connecting`, `catching-up`, `live`, `down` or `stopped`.
    package var state: String
    /// Why it is stopped: a stable word such as `fork`.
    package var reason: String?
    /// The last record applied.
    package var position: UInt64
    /// The followed log's head as last heard; `nil` before the first heartbeat.
    package var head: UInt64?
    /// Records of that log waiting for their causes, and records in quarantine.
    package var held: Int
    package var quarantined: Int
    /// Since the last valid sign of the followed log's owner; `nil` before the first.
    package var silenceMilliseconds: Int64?
    /// Since when the oldest record waits for its cause, and since when the oldest is in
    /// quarantine; `nil` when none does.
    package var heldSince: TimeText?
    package var quarantinedSince: TimeText?
    /// Records of that log which were applied here and which the log, restored since, lacks; and
    /// when the last of them were found missing.
    package var missing: Int?
    package var missingSince: TimeText?

    package init(
      source: ServiceName, state: String, reason: String?, position: UInt64, head: UInt64?,
      held: Int, quarantined: Int, silenceMilliseconds: Int64? = nil
    ) {
      self.source = source
      self.state = state
      self.reason = reason
      self.position = position
      self.head = head
      self.held = held
      self.quarantined = quarantined
      self.silenceMilliseconds = silenceMilliseconds
    }

    /// Records that the followed log has and this service has not applied; `nil` while unknown.
    package var lag: UInt64? { head.map { $0 > position ? $0 - position : 0 } }
  }

  package var service: ServiceName
  package var pid: Int32
  package var version: String
  package var log: LogID
  package var epoch: UInt64
  package var head: UInt64
  package var exercise: Bool
  package var startedAt: TimeText
  /// The service's domain clock when it answered.
  package var time: TimeText?
  /// When the log's last record was appended; `nil` for an empty log.
  package var lastRecordAt: TimeText?
  /// Timers that are due and not carried out, and since when the first is due.
  package var timersOverdue: Int?
  package var timersOverdueSince: TimeText?
  /// The size of the write-ahead log after the last commit: it grows beyond a few MiB only while
  /// somebody keeps a read of the file open.
  package var walBytes: Int?
  package var links: [Link]
  /// How far each follower of this log says it has applied it, by the follower's name.
  package var followers: [String: UInt64]
  /// Work refused or dropped since the start, by a stable word; all zero on a good day:
  /// - `requests-dropped`: messages at the doors that are not of the protocol;
  /// - `requests-unknown-kind`, `requests-forbidden`, `requests-overloaded`: refused;
  /// - `answers-oversize`: refused in place of an answer over a limit of the wire;
  /// - `doors-lost`: endpoints that gave up;
  /// - `records-dropped`: messages of followed logs that are not of the protocol, or whose hash is
  ///   wrong;
  /// - `batches-failed`: records that could not be stored and were asked for again;
  /// - `publications-dropped`, `publications-oversize`, `publications-failed`: records that did not
  ///   go out on the published log, and reach followers by replay;
  /// - `mailbox-malformed`: messages of mailboxes' readers that are not of the protocol.
  ///
  /// Two more tell of readers that are slow or came back, and are not zero even then:
  /// `mailbox-blocked` (pushes put off) and `mailbox-unknown-session`.
  package var counters: [String: UInt64]

  package init(
    service: ServiceName, pid: Int32, version: String, log: LogID, epoch: UInt64, head: UInt64,
    exercise: Bool, startedAt: TimeText, links: [Link], followers: [String: UInt64] = [:],
    counters: [String: UInt64]
  ) {
    self.service = service
    self.pid = pid
    self.version = version
    self.log = log
    self.epoch = epoch
    self.head = head
    self.exercise = exercise
    self.startedAt = startedAt
    self.links = links
    self.followers = followers
    self.counters = counters
  }
}
