import Domain
import Events
import Log
import TestSupport
import Testing

@testable import SimulationChecks

/// What services with a defect would leave behind is found by the rule whose promise it breaks.
struct MutatedCountryTests {
  struct Mutation: Sendable, CustomTestStringConvertible {
    var rule: CheckRule
    var words: String
    var testDescription: String
    var change: @Sendable (inout Country) throws -> Void

    init(
      _ rule: CheckRule, _ words: String, _ name: String,
      _ change: @escaping @Sendable (inout Country) throws -> Void
    ) {
      self.rule = rule
      self.words = words
      testDescription = name
      self.change = change
    }
  }

  private static let mutations: [Mutation] = [
    // Recipients.
    Mutation(.recipients, "lacks pom-", "a correction forgets an earlier recipient") { country in
      let index = try #require(
        country.alerts.firstIndex { alert in
          alert.content.recipients.contains {
            $0.unit == "pom-padang" && $0.reasons.allSatisfy { $0.rule == .earlierRecipient }
          }
        })
      country.alerts[index].content.recipients.removeAll { $0.unit == "pom-padang" }
    },
    Mutation(.recipients, "lacks pemda-17.02 alert action", "a weaker role") { country in
      let index = try #require(
        country.alerts[0].content.recipients.firstIndex { $0.unit == "pemda-17.02" })
      country.alerts[0].content.recipients[index].role = .attention
    },
    Mutation(.recipients, "without news", "the reporter hears of its own report") { country in
      let index = try #require(
        country.alerts[0].content.recipients.firstIndex { !$0.news })
      country.alerts[0].content.recipients[index].news = true
    },
    Mutation(.recipients, "has besides pom-palu", "a unit too many") { country in
      var recipient = country.alerts[0].content.recipients[0]
      recipient.unit = "pom-palu"
      country.alerts[0].content.recipients.append(recipient)
    },
    Mutation(.recipients, "names a unit twice", "a unit twice") { country in
      country.alerts[0].content.recipients.append(country.alerts[0].content.recipients[0])
    },
    Mutation(.recipients, "was told to nobody", "an alert is not raised") { country in
      country.alerts.removeLast()
    },
    Mutation(.recipients, "was told twice", "an alert is raised twice") { country in
      country.alerts.append(country.alerts[country.alerts.count - 1])
    },
    Mutation(.recipients, "nobody must hear of it", "a negative first test is told") { country in
      let negative = try #require(
        country.steps.lastIndex { $0.snapshot.state == .recorded })
      country.alerts[0].cause = [country.steps[negative].header.position]
    },
    Mutation(.recipients, "has besides", "a confidential finding is told to all") { country in
      let held = try #require(country.alerts.firstIndex { $0.content.held })
      let finding = country.alerts[held].content.finding
      let open = try #require(
        country.alerts.firstIndex { $0.content.finding == finding && !$0.content.held })
      country.alerts[held].content.recipients = country.alerts[open].content.recipients
    },
    Mutation(.recipients, "must be a withdrawal", "a refutation is told as an update") { country in
      let index = try #require(country.alerts.firstIndex { $0.announcement == .withdrawal })
      country.alerts[index].announcement = .update
    },
    Mutation(.recipients, "does not tell of", "an alert of another version") { country in
      country.alerts[0].content.version = 7
    },
    Mutation(.recipients, "not its own", "a finding has a second case") { country in
      let later = try #require(country.alerts.firstIndex { $0.announcement != .alert })
      country.alerts[later].content.caseNumber = "K-2026-999999"
    },
    Mutation(.recipients, "cases were closed by", "a case stays open") { country in
      country.closedCases.removeAll()
    },
    Mutation(.recipients, "watch raised the alarms", "an alarm is lost") { country in
      country.alerts[0].content.recipients.removeAll()
    },
    // Tasks.
    Mutation(.tasks, "and has no task", "a task is not made") { country in
      country.removeTasks(of: "pemda-13.88")
    },
    Mutation(.tasks, "is a second task", "a task is made twice") { country in
      country.tasks.insert(country.tasks[0], at: 1)
    },
    Mutation(.tasks, "after the withdrawal", "a withdrawal leaves a task") { country in
      country.tasks.removeAll { $0.snapshot.state == .cancelled }
    },
    Mutation(.tasks, "by no table of holidays", "a term of another length") { country in
      let due = country.tasks[0].snapshot.dueAt
      country.tasks[0].snapshot.dueAt = due.adding(.seconds(86_400))
    },
    Mutation(.tasks, "its unit is in WIB", "a term of another zone") { country in
      country.tasks[0].snapshot.zone = .wit
    },
    Mutation(.tasks, "need not act", "a task for a unit that only attends") { country in
      country.tasks[0].snapshot.unit = "pemda-17"
    },
    Mutation(.tasks, "does not continue its task", "a step out of nowhere") { country in
      let index = try #require(country.tasks.firstIndex { $0.snapshot.state == .accepted })
      country.tasks[index].kind = .changed(previously: .completed)
    },
    Mutation(.tasks, "was noted on by pemda-13.88", "a note by a stranger") { country in
      try country.changeNote { $0.by = "pemda-13.88" }
    },
    Mutation(.tasks, "or changed by it", "a note that changes its task") { country in
      try country.changeNote { $0.snapshot.state = .completed }
    },
    // Timers.
    Mutation(.timers, "overdue twice", "a timer fires twice") { country in
      country.tasks.append(country.tasks[country.tasks.count - 1])
    },
    Mutation(.timers, "has no timer", "a timer never fires") { country in
      country.tasks.removeLast()
    },
    Mutation(.timers, "is cancelled", "a timer fires for what was cancelled") { country in
      let cancelled = try #require(
        country.tasks.firstIndex { $0.snapshot.state == .cancelled })
      country.tasks[country.tasks.count - 1].snapshot = country.tasks[cancelled].snapshot
    },
    Mutation(.numbers, "stands where M-", "a restored log gives a number without its epoch") {
      country in
      let last = country.postings.count - 1
      country.postings[last].header = try country.postings[last].header.inEpoch(2)
    },
    Mutation(.timers, "before its term ended", "a timer fires early") { country in
      let early = country.tasks[0].snapshot.dueAt.adding(.seconds(365 * 86_400))
      country.tasks[country.tasks.count - 1].snapshot.dueAt = early
    },
    // What is not read.
    Mutation(.escalations, "is a second one", "an escalation is raised twice") { country in
      country.escalations.append(country.escalations[0])
    },
    Mutation(.escalations, "before a day had passed", "an escalation comes early") { country in
      let message = country.escalations[0].data.message
      let index = try #require(country.messages.firstIndex { $0.id == message })
      country.messages[index].createdAt = country.escalations[0].header.time
    },
    Mutation(.escalations, "on which it must act", "an escalation about a copy") { country in
      let index = try #require(
        country.messages.firstIndex { $0.entry.role == "attention" })
      country.escalations[0].data.message = country.messages[index].id
      country.escalations[0].data.unit = country.messages[index].unit
      country.escalations[0].data.position = country.messages[index].position
    },
    Mutation(.escalations, "counts 99", "an escalation counts what was read") { country in
      country.escalations[0].data.unread = 99
    },
    Mutation(.messages, "must not hear of it", "an escalation is told to a bystander") { country in
      let index = try #require(
        country.messages.firstIndex { $0.kind == "escalation" && $0.unit != "pusat-deputi-3" })
      country.messages[index].unit = "pom-palu"
    },
    Mutation(.messages, "was told to nobody", "an escalation is told to nobody") { country in
      country.messages.removeAll { $0.kind == "escalation" }
      country.postings.removeAll { $0.data.entries.contains { $0.kind == .escalation } }
    },
    // Numbers.
    Mutation(.numbers, "stands where F-2026-000002 must", "a number is left out") { country in
      country.steps.removeAll { $0.snapshot.number == "F-2026-000002" && $0.kind == .reported }
      country.steps[0].snapshot.number = "F-2026-000001"
    },
    // The order in a mailbox.
    Mutation(.mailboxes, "stands behind the withdrawal", "an update behind the withdrawal") {
      country in
      let index = try #require(country.messages.lastIndex { $0.kind == "withdrawal" })
      let row = country.messages[index]
      let earlier = try #require(
        country.messages.firstIndex { $0.unit == row.unit && $0.finding == row.finding })
      country.messages[earlier].kind = "withdrawal"
    },
    Mutation(.mailboxes, "is a second alert", "an alert twice") { country in
      let update = try #require(country.messages.firstIndex { $0.kind == "update" })
      country.messages[update].kind = "alert"
    },
  ]

  @Test(arguments: mutations)
  func `a defect of a service is found by its rule`(mutation: Mutation) async throws {
    let sample = try await SampleCountry.sound()
    var country = try await SampleCountry.decoded()
    try mutation.change(&country)
    let violations = try CountryCheck.violations(of: country, sample.history, [mutation.rule])
    #expect(
      violations.contains {
        $0.rule == mutation.rule && $0.sentence.contains(mutation.words)
      }, "\(violations)")
  }
}

extension RecordHeader {
  fileprivate func inEpoch(_ epoch: UInt8) throws -> RecordHeader {
    var bytes = bytes
    bytes[31] = epoch
    return try RecordHeader(bytes: bytes)
  }
}

extension Country {
  fileprivate mutating func changeNote(_ change: (inout RecordedTask) -> Void) throws {
    let index = try #require(tasks.firstIndex { if case .noted = $0.kind { true } else { false } })
    change(&tasks[index])
  }

  fileprivate mutating func removeTasks(of unit: UnitID) {
    let tasks = Set(self.tasks.filter { $0.snapshot.unit == unit }.map(\.snapshot.task))
    self.tasks.removeAll { tasks.contains($0.snapshot.task) }
  }
}
