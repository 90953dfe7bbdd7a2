import Domain
import Events
import Log
import ServiceRuntime

/// Turns an alert or a task into messages, one for each unit that is told, all in the transaction
/// that applies their cause: whatever dies, each unit has each message exactly once.
struct Ledger {
  let context: Context
  let registry: RegistryState

  private var store: MailboxStore { MailboxStore(database: context.database) }

  /// What is to be told to one unit.
  private struct Draft {
    var unit: UnitID
    var kind: MessageKind
    var finding: ID<Finding>?
    var caseID: ID<Case>?
    var role: RecipientRole?
    var reasons: [MessageReason] = []
    var subject: MessageSubject
    var refersTo: ID<Message>?
    /// Who alone may know of it.
    var confidential: ConfidentialGroup?
  }

  func apply(_ record: FollowedRecord) throws {
    if record.isOvertaken, let finding = try alertedFinding(of: record) {
      // A later withdrawal is in the mailboxes: what it takes back must not come behind it.
      try context.append(
        MessagesPosted(cause: cause(record), finding: finding), subject: finding.bytes)
      return
    }
    let drafts: [Draft]
    switch record.record.header.typeCode {
    case AlertRaised.type.code:
      drafts = try messages(of: record.event(AlertRaised.self).data.content)
        .filter { try !isTakenBack($0) }
    case AlertUpdated.type.code:
      drafts = try corrections(record.event(AlertUpdated.self).data.content, .update)
    case AlertWithdrawn.type.code:
      drafts = try corrections(record.event(AlertWithdrawn.self).data.content, .withdrawal)
    case TaskCreated.type.code:
      let task = try record.event(TaskCreated.self).data.snapshot
      // The logs of watch and liaison travel apart: nobody is given a task after the withdrawal.
      drafts = try store.isWithdrawn(task.finding) ? [] : [message(of: task)]
    case AlarmRaised.type.code:
      let event = try record.event(AlarmRaised.self)
      drafts = [alarmDraft(event.data.word, event.data.parameters)]
    case RecordQuarantined.type.code:
      let event = try record.event(RecordQuarantined.self)
      drafts = [
        alarmDraft(
          "record-quarantined",
          [
            "service": event.source.rawValue, "source": event.data.source.rawValue,
            "sequence": String(event.data.position.sequence), "error": event.data.error,
          ])
      ]
    case LinkStopped.type.code:
      let event = try record.event(LinkStopped.self)
      drafts = [alarmDraft("link-stopped", event.data.alarmParameters(of: event.source))]
    case TimerFailed.type.code:
      let event = try record.event(TimerFailed.self)
      drafts = [alarmDraft("timer-failed", event.data.alarmParameters(of: event.source))]
    default:
      return
    }
    try post(
      record.isRepeated ? drafts.filter { try !isTold($0, of: record) } : drafts,
      because: cause(record))
  }

  private func cause(_ record: FollowedRecord) -> MessagesPosted.Cause {
    MessagesPosted.Cause(
      source: record.source, sequence: record.position.sequence, event: record.event)
  }

  /// Whether a cause that comes again, from a log that was restored, has been told to this unit.
  private func isTold(_ draft: Draft, of record: FollowedRecord) throws -> Bool {
    try store.isTold(draft.unit, of: record.event)
  }

  /// Whether a unit has the withdrawal of a finding of which the restored log of watch lacks something.
  ///
  /// A watch that knows nothing of the finding any more raises its alert as if it were new. The
  /// withdrawal behind it comes again as well, and is known here; or it is among what is missing, for
  /// a person to give again.
  private func isTakenBack(_ draft: Draft) throws -> Bool {
    guard let finding = draft.finding,
      try context.transaction.isMissing(finding.bytes, source: ServiceName.watch.rawValue)
    else { return false }
    return try store.firstAlert(of: finding, to: draft.unit) != nil
      && store.isTakenBack(finding, from: draft.unit)
  }

  /// - Returns: `nil` for a record that is no alert.
  private func alertedFinding(of record: FollowedRecord) throws -> ID<Finding>? {
    let isAlert =
      record.isEvent(AlertRaised.self) || record.isEvent(AlertUpdated.self)
      || record.isEvent(AlertWithdrawn.self)
    guard isAlert else { return nil }
    return ID(bytes: record.record.header.subject)
  }

  /// An update or a withdrawal for its recipients, and for whoever else had a message of the
  /// finding: a Pemda that was handed a task stands in no circle.
  private func corrections(_ content: AlertContent, _ kind: Announcement) throws -> [Draft] {
    var drafts = try messages(of: content)
    let recipients = Set(content.recipients.map(\.unit))
    for (unit, first) in try store.firstMessages(of: content.finding)
    where !recipients.contains(unit) && content.confidential?.contains(unit) != false {
      let reason = RoutingReason(
        rule: .earlierRecipient, role: .action, basis: RoutingRule.earlierRecipient.standingBasis)
      drafts.append(
        Draft(
          unit: unit, kind: MessageKind(kind), finding: content.finding, caseID: content.caseID,
          role: .action, reasons: [MessageReason(reason)],
          subject: subject(of: content, kind: kind), refersTo: first,
          confidential: content.confidential))
    }
    return drafts
  }

  /// Writes an own event down and tells Pusat of it: something in the system needs a person.
  func alarm(
    _ word: String, _ parameters: [String: String], because event: some EventPayload,
    subject: UUIDBytes
  ) throws {
    try post(
      [alarmDraft(word, parameters)], because: try own(event, subject: subject, cause: []))
  }

  private func own(
    _ event: some EventPayload, subject: UUIDBytes, cause: [LogPosition]
  ) throws -> MessagesPosted.Cause {
    let id = context.makeID(for: "own event", AnyEvent.self)
    let noted = try context.append(event, subject: subject, cause: cause, id: id)
    return MessagesPosted.Cause(source: context.service, sequence: noted.sequence, event: id)
  }

  /// Tells Pusat, and a Loka's coordinator by decree, of a unit that does not read.
  func escalate(_ escalation: EscalationRaised) throws {
    let cause = try own(escalation, subject: .zero, cause: try context.registryCause())
    let unit = escalation.unit
    let subject = MessageSubject(
      "escalation-unread",
      [
        "unit": unit.rawValue, "count": String(escalation.unread),
        "since": escalation.since.rfc3339(in: registry.zone(of: unit)),
      ])
    let coordinator = registry.coordinator(of: unit, at: context.time)?.value.coordinator
    try post(
      [.pusatDeputi3, coordinator].compactMap(\.self).map {
        Draft(unit: $0, kind: .escalation, subject: subject)
      },
      because: cause)
  }

  private func messages(of content: AlertContent) throws -> [Draft] {
    try content.recipients.filter(\.news).map { recipient in
      let first =
        recipient.kind == .alert
        ? nil : try store.firstAlert(of: content.finding, to: recipient.unit)
      return Draft(
        unit: recipient.unit, kind: MessageKind(recipient.kind), finding: content.finding,
        caseID: content.caseID, role: recipient.role,
        reasons: recipient.reasons.map(MessageReason.init),
        subject: subject(of: content, kind: recipient.kind),
        refersTo: first, confidential: content.confidential)
    }
  }

  private func subject(of content: AlertContent, kind: Announcement) -> MessageSubject {
    var parameters = [
      "number": content.findingNumber, "substance": content.substance,
      "state": content.state.rawValue, "riskClass": content.riskClass.rawValue,
    ]
    if let product = content.product { parameters["product"] = product }
    if let reason = content.reason { parameters["reason"] = reason }
    let word: String
    switch kind {
    case .alert: word = content.presumptive ? "alert-presumptive" : "alert-confirmed"
    // Whoever reads it may know a state, or a kind of message, that this program does not.
    default: word = "\(kind.rawValue)-\(content.state.rawValue)"
    }
    return MessageSubject(word, parameters)
  }

  private func message(of task: TaskSnapshot) -> Draft {
    var parameters = [
      "number": task.findingNumber, "task": task.number, "substance": task.substance,
      "dueAt": task.dueAt.rfc3339(in: task.zone),
    ]
    if let product = task.product { parameters["product"] = product }
    return Draft(
      unit: task.unit, kind: .task, finding: task.finding, caseID: task.caseID, role: .action,
      reasons: task.reasons,
      subject: MessageSubject(task.provisional ? "task-provisional" : "task", parameters),
      confidential: task.confidential)
  }

  private func alarmDraft(_ word: String, _ parameters: [String: String]) -> Draft {
    Draft(
      unit: .pusatDeputi3, kind: .alarm, subject: MessageSubject("alarm-\(word)", parameters))
  }

  /// The last position of a mailbox, by the writer's own statement: it is asked for each message.
  private func head(of unit: UnitID) throws -> UInt64 {
    let query = try context.transaction.prepared("SELECT head FROM mailbox WHERE unit = ?")
    defer { query.reset() }
    try query.bind(1, unit.rawValue)
    return try query.row() ? store.number(query.integer(0)) : 0
  }

  private func post(_ drafts: [Draft], because cause: MessagesPosted.Cause) throws {
    guard let first = drafts.first else { return }
    var posted = MessagesPosted(cause: cause, finding: first.finding, caseID: first.caseID)
    posted.confidential = first.confidential
    posted.firstNumber = try store.nextNumber(at: context.time, epoch: context.epoch).description
    for draft in drafts.sorted(by: { $0.unit < $1.unit }) {
      var entry = MessagesPosted.Entry(
        unit: draft.unit, position: try head(of: draft.unit) + 1,
        message: context.makeID(for: "message \(draft.unit)"), kind: draft.kind,
        zone: registry.zone(of: draft.unit))
      entry.role = draft.role?.rawValue
      entry.refersTo = draft.refersTo
      entry.subject = posted.subjects.index(of: draft.subject)
      entry.reasons = draft.reasons.map { posted.reasons.index(of: $0) }
      posted.entries.append(entry)
    }
    context.noteMail(for: posted.entries.map(\.unit))
    try context.append(posted, subject: first.finding?.bytes ?? .zero)
  }
}

extension Array where Element: Equatable {
  /// Where an element stands; it is put at the end when it does not stand there yet.
  fileprivate mutating func index(of element: Element) -> Int {
    if let index = firstIndex(of: element) { return index }
    append(element)
    return count - 1
  }
}

extension MessageKind {
  /// The kinds of announcement are kinds of message of the same words.
  init(_ announcement: Announcement) { self.init(rawValue: announcement.rawValue) }
}
