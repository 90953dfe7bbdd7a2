import Domain
import Events
import Log
import ServiceRuntime

/// Turns a finding's event into the alert that it causes: routes it, merges the circle with everyone
/// told before, freezes it and appends it to the log.
struct Alerting {
  let registry: RegistryState
  let context: Context

  private var store: WatchStore { WatchStore(database: context.database) }

  /// What an event of findings means to watch.
  private struct Change {
    var snapshot: FindingSnapshot
    var announcement: Announcement?
    var author: UnitID
    /// When it happened: decides the coordinator.
    var occurredAt: Timestamp
    var reason: String?
  }

  func apply(_ record: FollowedRecord) throws {
    if record.isEvent(RecordQuarantined.self) {
      let event = try record.event(RecordQuarantined.self)
      try context.append(
        AlarmRaised(
          word: "record-quarantined",
          parameters: [
            "service": event.source.rawValue, "source": event.data.source.rawValue,
            "sequence": String(event.data.position.sequence), "error": event.data.error,
          ]),
        subject: record.record.header.subject)
      return
    }
    if record.isEvent(LinkStopped.self) {
      let event = try record.event(LinkStopped.self)
      try context.append(
        AlarmRaised(
          word: "link-stopped", parameters: event.data.alarmParameters(of: event.source)),
        subject: record.record.header.subject)
      return
    }
    if record.isEvent(TimerFailed.self) {
      let event = try record.event(TimerFailed.self)
      try context.append(
        AlarmRaised(
          word: "timer-failed", parameters: event.data.alarmParameters(of: event.source)),
        subject: record.record.header.subject)
      return
    }
    // Of what was overtaken nobody was told, and the withdrawal has reached all who were told of
    // anything before.
    guard !record.isOvertaken, var change = try change(in: record) else { return }
    // Of a repeated one everyone was told when it came first.
    guard !record.isRepeated else { return }
    let receivedAt = record.record.header.time
    try compareWithLost(&change)
    if let announcement = change.announcement {
      try raise(announcement, change, receivedAt: receivedAt)
    }
    if change.snapshot.state == .closed,
      try store.caseNumber(of: change.snapshot.finding) != nil
    {
      try context.append(
        CaseClosed(
          caseID: change.snapshot.finding.retyped(), finding: change.snapshot.finding,
          confidential: change.snapshot.confidential),
        subject: change.snapshot.finding.bytes)
    }
  }

  /// - Returns: `nil` for a type that watch does not know or does not need.
  private func change(in record: FollowedRecord) throws -> Change? {
    let received = record.record.header.time
    switch record.record.header.typeCode {
    case FindingReported.type.code:
      let snapshot = try record.event(FindingReported.self).data.snapshot
      return Change(
        snapshot: snapshot,
        announcement: Announcement(from: nil, to: snapshot.state, material: true),
        author: snapshot.reporter, occurredAt: received)
    case FindingAmended.type.code:
      let data = try record.event(FindingAmended.self).data
      return Change(
        snapshot: data.snapshot,
        announcement: Announcement(
          from: data.previousState, to: data.snapshot.state, material: data.material),
        author: data.by, occurredAt: received)
    case FindingTested.type.code:
      let data = try record.event(FindingTested.self).data
      return Change(
        snapshot: data.snapshot,
        announcement: Announcement(
          from: data.previousState, to: data.snapshot.state, material: false),
        author: data.by, occurredAt: data.occurredAt)
    case FindingWithdrawn.type.code:
      let data = try record.event(FindingWithdrawn.self).data
      return Change(
        snapshot: data.snapshot,
        announcement: Announcement(
          from: data.previousState, to: data.snapshot.state, material: false),
        author: data.by, occurredAt: received, reason: data.reason)
    case FindingClosed.type.code:
      let data = try record.event(FindingClosed.self).data
      return Change(
        snapshot: data.snapshot,
        announcement: Announcement(
          from: data.previousState, to: data.snapshot.state, material: false),
        author: data.by, occurredAt: received)
    case FindingOpened.type.code:
      let data = try record.event(FindingOpened.self).data
      return Change(
        snapshot: data.snapshot, announcement: try isStanding(data.snapshot) ? .update : nil,
        author: data.by, occurredAt: received)
    default:
      return nil
    }
  }

  /// Whether a finding that is opened is one of which its circle must hear. A closed one is, when its
  /// group was told and nothing was taken back.
  private func isStanding(_ snapshot: FindingSnapshot) throws -> Bool {
    switch snapshot.state {
    case .closed:
      try store.alert(of: snapshot.finding).map { $0.state.isStanding || $0.state == .closed }
        ?? false
    default: snapshot.state.isStanding
    }
  }

  /// The log of findings was restored and lacks a part of this finding that everyone was told of: what
  /// counts is the difference to that, not to what findings knows. The same is told to nobody.
  private func compareWithLost(_ change: inout Change) throws {
    let finding = change.snapshot.finding
    guard
      try context.transaction.isMissing(finding.bytes, source: ServiceName.findings.rawValue),
      let known = try store.finding(finding.description), try store.alert(of: finding) != nil
    else { return }
    let new = change.snapshot
    // Who reports again gives the id that the first report got, and had perhaps given none.
    var document = known.document
    document.id = new.document.id
    let isSame = known.state == new.state && document == new.document && known.held == new.held
    switch new.state {
    case .recorded: change.announcement = nil
    case _ where isSame: change.announcement = nil
    case .withdrawn, .refuted: change.announcement = .withdrawal
    default: change.announcement = .update
    }
  }

  private func raise(
    _ announcement: Announcement, _ change: Change, receivedAt: Timestamp
  ) throws {
    let snapshot = change.snapshot
    let decision = Alerting.decide(snapshot, occurredAt: change.occurredAt, in: registry)
    // A withdrawal needs nothing but who was told.
    if announcement != .withdrawal {
      try requireSettledRegistry(decision, of: snapshot.document)
    }
    let previous = try store.alert(of: snapshot.finding)
    let members = Circle.merge(
      earlier: previous?.told ?? [], now: decision, announcement: announcement,
      author: change.author)
    let number = try caseNumber(of: snapshot)
    var content = AlertContent(
      alert: context.makeID(for: "alert"), caseID: snapshot.finding.retyped(), caseNumber: number,
      snapshot: snapshot, receivedAt: receivedAt, occurredAt: change.occurredAt,
      riskClass: decision.riskClass)
    content.recipients = members.map { AlertRecipient($0.recipient, kind: $0.kind) }
    content.notTold = decision.notTold.filter { entry in
      !members.contains { $0.recipient.unit == entry.unit }
    }
    content.flags = decision.flags
    content.reason = change.reason
    content.refersTo = previous?.alert
    try append(announcement, content)
    if !content.recipients.contains(where: \.news) {
      try context.append(
        AlarmRaised(word: "no-recipients", parameters: ["finding": snapshot.number]),
        subject: snapshot.finding.bytes)
    }
  }

  private func requireSettledRegistry(
    _ decision: RoutingDecision, of document: FindingDocument
  ) throws {
    let regions = document.places.compactMap(\.region)
    try context.requireSettledRegistry(
      regions: regions + regions.map { registry.code(of: $0, at: document.foundAt) },
      permitTypes: document.places.compactMap(\.permit?.type.rawValue),
      units: decision.recipients.map(\.unit))
  }

  private func append(_ announcement: Announcement, _ content: AlertContent) throws {
    let subject = content.finding.bytes
    let registry = try context.registryCause()
    switch announcement {
    case .alert:
      try context.append(AlertRaised(content: content), subject: subject, cause: registry)
    case .withdrawal:
      try context.append(AlertWithdrawn(content: content), subject: subject, cause: registry)
    default:
      try context.append(AlertUpdated(content: content), subject: subject, cause: registry)
    }
  }

  /// The number of the finding's case, which its first alert opens.
  private func caseNumber(of snapshot: FindingSnapshot) throws -> String {
    if let number = try store.caseNumber(of: snapshot.finding) { return number }
    return try store.nextCaseNumber(at: context.time, epoch: context.epoch)
  }

  /// The routing of a version, held back to the named group while the finding is confidential.
  static func decide(
    _ snapshot: FindingSnapshot, occurredAt: Timestamp, in registry: RegistryState
  ) -> RoutingDecision {
    let decision = Routing.decide(
      RoutingInput(
        document: snapshot.document, reporter: snapshot.reporter, eventTime: occurredAt),
      in: registry)
    guard snapshot.held else { return decision }
    return decision.held(group: snapshot.document.group, reporter: snapshot.reporter)
  }
}
