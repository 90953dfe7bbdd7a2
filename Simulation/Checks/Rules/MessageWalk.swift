import Domain
import Events
import Log
import RoutingOracle

/// The walk along what the notifier posted: each cause once, with the messages that follow from it and
/// from what had been posted before.
struct MessageWalk {
  private(set) var violations: [Violation] = []

  private let country: Country
  private let rows: [MessageCause: [MessageRow]]
  private let alerts: [MessageCause: RecordedAlert]
  private let tasks: [MessageCause: RecordedTask]
  /// What Pusat is alarmed of.
  private let alarming: Set<MessageCause>
  /// The first alert or task of each unit, by finding.
  private var first: [ID<Finding>: [UnitID: MessageRow]] = [:]
  private var firstAlert: [ID<Finding>: [UnitID: MessageRow]] = [:]
  private var withdrawn: Set<ID<Finding>> = []
  /// The last alert of watch's log that withdrew a finding, of those posted so far.
  private var withdrawals: [ID<Finding>: MessageCause] = [:]
  private var seen: Set<MessageCause> = []

  init(_ country: Country, rows: [MessageCause: [MessageRow]]) {
    self.country = country
    self.rows = rows
    alerts = Dictionary(
      (country.alerts + country.lost.alerts).map { (MessageCause($0.header, of: .watch), $0) },
      uniquingKeysWith: { first, _ in first })
    tasks = Dictionary(
      (country.tasks + country.lost.tasks).map { (MessageCause($0.header, of: .liaison), $0) },
      uniquingKeysWith: { first, _ in first })
    alarming = MessageWalk.alarming(country)
  }

  private static func alarming(_ country: Country, withLost: Bool = true) -> Set<MessageCause> {
    let alarms = country.alarms + (withLost ? country.lost.alarms : [])
    var causes = Set(alarms.map { MessageCause($0.header, of: .watch) })
    for service in [ServiceName.watch, .liaison, .notifier] {
      var headers =
        (country.quarantined[service] ?? []).map(\.header)
        + (country.stops[service] ?? []).map(\.header)
      if withLost {
        headers += (country.lost.quarantined[service] ?? []).map(\.header)
        headers += (country.lost.stops[service] ?? []).map(\.header)
      }
      causes.formUnion(
        headers.map {
          service == .notifier ? MessageCause(own: $0) : MessageCause($0, of: service)
        })
    }
    return causes
  }

  mutating func take(_ posting: Recorded<MessagesPosted>, _ cause: MessageCause) {
    guard seen.insert(cause).inserted else {
      return report("\(cause) was posted twice, again by notifier \(posting.sequence)")
    }
    let found = rows[cause] ?? []
    guard var expected = messages(of: cause) else {
      return report("\(cause) is no reason to tell anybody; notifier \(posting.sequence) did")
    }
    if let told = unitsTold(before: cause) {
      expected.removeAll { told.contains($0.unit) }
      if expected.isEmpty {
        report("\(cause) came again, and was told again by notifier \(posting.sequence)")
      }
    }
    compare(cause, found, with: expected)
    note(found)
    if cause.source == "watch", let alert = alerts[cause], alert.announcement == .withdrawal {
      withdrawals[alert.content.finding] = cause
    }
  }

  /// Each record that must be told was.
  mutating func finish() {
    var causes = country.alerts.filter { $0.content.recipients.contains(where: \.news) }
      .map { MessageCause($0.header, of: .watch) }
    causes += country.tasks.filter(\.isCreated)
      .filter { !withdrawn.contains($0.snapshot.finding) }
      .map { MessageCause($0.header, of: .liaison) }
    causes += MessageWalk.alarming(country, withLost: false)
    causes += country.escalations.map { MessageCause(own: $0.header) }
    for cause in causes.sorted() where !wasTold(cause) && !isHeld(cause) {
      report("\(cause) was told to nobody")
    }
  }

  /// The units that were told when the record came first; `nil` for one that comes for the first time.
  private func unitsTold(before cause: MessageCause) -> Set<UnitID>? {
    guard let original = country.lost.originals[cause], seen.contains(original) else { return nil }
    return Set((rows[original] ?? []).map(\.unit))
  }

  private func wasTold(_ cause: MessageCause) -> Bool {
    seen.contains(cause) || country.lost.originals[cause].map(seen.contains) ?? false
  }

  // MARK: What must follow

  /// - Returns: `nil` for a record of which nobody is told.
  private func messages(of cause: MessageCause) -> [ExpectedMessage]? {
    if isHeld(cause) { return nil }
    if alarming.contains(cause) { return [ExpectedMessage(unit: .pusatDeputi3, kind: .alarm)] }
    if cause.source == "notifier",
      let escalation = country.escalations.first(where: { $0.sequence == cause.sequence })
    {
      return messages(of: escalation, cause)
    }
    if cause.source == "watch", let alert = alerts[cause] { return messages(of: alert, cause) }
    if cause.source == "liaison", let task = tasks[cause], task.isCreated {
      let snapshot = task.snapshot
      guard !withdrawn.contains(snapshot.finding) else { return nil }
      return [
        ExpectedMessage(
          unit: snapshot.unit, kind: .task, finding: snapshot.finding, role: .action)
      ]
    }
    return nil
  }

  private func messages(of alert: RecordedAlert, _ cause: MessageCause) -> [ExpectedMessage] {
    let content = alert.content
    // It was in quarantine while its withdrawal passed: nobody is told of it any more.
    if let withdrawal = withdrawals[content.finding], withdrawal >= cause { return [] }
    var messages = content.recipients.filter(\.news).map { recipient in
      ExpectedMessage(
        unit: recipient.unit, kind: MessageKind(of: recipient.kind), finding: content.finding,
        role: recipient.role,
        refersTo: recipient.kind == .alert
          ? nil : firstAlert[content.finding]?[recipient.unit]?.id)
    }
    guard alert.announcement != .alert else { return messages }
    let circle = Set(content.recipients.map(\.unit))
    for (unit, row) in first[content.finding] ?? [:] where !circle.contains(unit) {
      messages.append(
        ExpectedMessage(
          unit: unit, kind: MessageKind(of: alert.announcement), finding: content.finding,
          role: .action, refersTo: row.id))
    }
    return messages
  }

  /// For Pusat, and for a Loka's coordinator by the registry on which the escalation rests.
  private func messages(
    of escalation: Recorded<EscalationRaised>, _ cause: MessageCause
  ) -> [ExpectedMessage] {
    var units: Set<UnitID> = [.pusatDeputi3]
    if (country.quarantined[.notifier] ?? []).contains(where: {
      $0.data.source == LogOwner(.registry)
    }) {
      // With a fact in quarantine the notifier may have gone by another decree.
      units.formUnion((rows[cause] ?? []).map(\.unit))
    } else {
      let registry = country.cause(in: .registry, of: escalation.cause) ?? 0
      let oracle = RoutingOracle(
        facts: country.facts.filter { $0.sequence <= registry }.map(\.fact))
      let coordinator = oracle.coordinator(
        of: escalation.data.unit, at: escalation.header.time)
      if let coordinator { units.insert(coordinator) }
    }
    return units.map { ExpectedMessage(unit: $0, kind: .escalation) }
  }

  private func isHeld(_ cause: MessageCause) -> Bool {
    guard let source = ServiceName(rawValue: cause.source), let file = country.files[source],
      source == .notifier || file.epoch(of: cause.sequence) == cause.epoch
    else { return false }
    return country.isHeld(cause.sequence, of: source, in: .notifier)
  }

  // MARK: What followed

  private mutating func compare(
    _ cause: MessageCause, _ found: [MessageRow], with expected: [ExpectedMessage]
  ) {
    var left = Dictionary(grouping: found, by: \.unit)
    for message in expected {
      guard let row = left.removeValue(forKey: message.unit)?.first else {
        report("\(cause): \(message.unit) has no \(message.kind.rawValue)")
        continue
      }
      let isRight =
        row.kind == message.kind.rawValue && row.finding == message.finding
        && row.entry.role == message.role?.rawValue && row.entry.refersTo == message.refersTo
      if !isRight {
        report(
          "\(cause): \(row) is not the \(message.kind.rawValue) \(message.role?.rawValue ?? "") "
            + "that must follow")
      }
    }
    for row in left.values.flatMap(\.self).sorted(by: { $0.unit < $1.unit }) {
      report("\(cause): \(row) tells a unit that must not hear of it")
    }
  }

  private mutating func note(_ rows: [MessageRow]) {
    for row in rows {
      guard let finding = row.finding else { continue }
      if row.kind == "withdrawal" { withdrawn.insert(finding) }
      guard row.kind == "alert" || row.kind == "task" else { continue }
      if first[finding]?[row.unit] == nil { first[finding, default: [:]][row.unit] = row }
      guard row.kind == "alert", firstAlert[finding]?[row.unit] == nil else { continue }
      firstAlert[finding, default: [:]][row.unit] = row
    }
  }

  private mutating func report(_ sentence: String) {
    violations.append(Violation(.messages, sentence))
  }
}

extension MessageKind {
  fileprivate init(of announcement: Announcement) { self.init(rawValue: announcement.rawValue) }
}

extension RecordedTask {
  var isCreated: Bool { if case .created = kind { true } else { false } }
}
