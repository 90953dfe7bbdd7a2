import Domain
import Events
import Testing

/// Checks that every mailbox holds exactly what the findings called for: each message once, in
/// order, and nothing else anywhere.
struct MailboxAudit {
  let system: TestSystem
  let reported: [Reported]

  /// - Throws: when a mailbox cannot be read; what is wrong in one is an issue of the test.
  func check() async throws {
    var messages = 0
    var lastNumber = 0
    for unit in SampleFinding.units.sorted() {
      let entries = try await mailbox(of: unit)
      check(entries, of: unit)
      messages += entries.count
      lastNumber = entries.compactMap { Int($0.number.suffix(6)) }.reduce(lastNumber, max)
    }
    // Messages are numbered without gaps over all mailboxes, so that none lies in another one.
    #expect(messages == lastNumber, "messages of units that should have none")
    try await checkTasks()
  }

  private func mailbox(of unit: String) async throws -> [InboxEntry] {
    var entries: [InboxEntry] = []
    while true {
      let page = try await system.ask(
        ReadInbox(
          unit: UnitID(unit), after: Int64(clamping: entries.last?.position ?? 0), limit: 100))
      entries += page.entries
      if page.entries.isEmpty {
        #expect(page.head == UInt64(entries.count), "the head of \(unit)'s mailbox")
        return entries
      }
    }
  }

  private func check(_ entries: [InboxEntry], of unit: String) {
    #expect(entries.map(\.position) == entries.indices.map { UInt64($0) + 1 })
    #expect(Set(entries.map(\.message)).count == entries.count)
    // A task that came to the notifier after its finding's withdrawal is not told any more.
    var optional: [Expected] = []
    let expected = reported.flatMap { one -> [Expected] in
      var all: [Expected] = []
      if one.finding.alerted.contains(unit) {
        all.append(Expected(finding: one.finding.id, kind: .alert))
        if one.isWithdrawn { all.append(Expected(finding: one.finding.id, kind: .withdrawal)) }
      }
      if one.finding.tasked.contains(unit) {
        let task = Expected(finding: one.finding.id, kind: .task)
        if one.isWithdrawn { optional.append(task) } else { all.append(task) }
      }
      return all
    }
    // An escalation follows from a clock, not from a finding.
    let told = entries.filter { $0.kind != .escalation }
    let found = told.map { Expected(finding: $0.finding, kind: $0.kind) }
    #expect(Set(found).count == found.count, "\(unit) was told something twice")
    let missing = Set(expected).subtracting(found)
    #expect(missing.isEmpty, "\(unit) was not told")
    let strange = Set(found).subtracting(expected + optional)
    #expect(strange.isEmpty, "\(unit) was told what is not its own")
    checkOrder(entries, of: unit)
  }

  private struct Expected: Hashable {
    var finding: ID<Finding>?
    var kind: MessageKind
  }

  /// What follows an alert stands after it. Of two findings none has to come first: what waited is
  /// released in portions, and what comes meanwhile is told between them.
  private func checkOrder(_ entries: [InboxEntry], of unit: String) {
    var alertOf: [ID<Finding>: ID<Message>] = [:]
    var withdrawn: Set<ID<Finding>> = []
    for entry in entries {
      guard let finding = entry.finding else { continue }
      switch entry.kind {
      case .alert: alertOf[finding] = entry.message
      case .withdrawal:
        #expect(entry.refersTo != nil && entry.refersTo == alertOf[finding])
        withdrawn.insert(finding)
      case .task:
        #expect(!withdrawn.contains(finding), "\(unit) got a task after the withdrawal")
      default: break
      }
    }
  }

  /// Each Pemda that must act has one task of a finding, no one else has any.
  private func checkTasks() async throws {
    for one in reported {
      let answer = try await system.ask(ListTasks(finding: one.finding.id))
      #expect(
        answer.tasks.map(\.unit.rawValue).sorted() == one.finding.tasked.sorted(),
        "the tasks of \(one.number)")
      #expect(
        answer.tasks.allSatisfy { $0.state == (one.isWithdrawn ? .cancelled : .open) },
        "the state of the tasks of \(one.number)")
    }
  }
}
