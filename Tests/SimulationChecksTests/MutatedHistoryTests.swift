import Domain
import Events
import Log
import Security
import TestSupport
import Testing

@testable import SimulationChecks

/// What clients should never see is found, whatever the files say.
struct MutatedHistoryTests {
  struct Mutation: Sendable, CustomTestStringConvertible {
    var rule: CheckRule
    var words: String
    var testDescription: String
    var change: @Sendable (inout CountryHistory, Country) throws -> Void

    init(
      _ rule: CheckRule, _ words: String, _ name: String,
      _ change: @escaping @Sendable (inout CountryHistory, Country) throws -> Void
    ) {
      self.rule = rule
      self.words = words
      testDescription = name
      self.change = change
    }
  }

  private static let mutations: [Mutation] = [
    Mutation(.answers, "was answered in 2 ways", "a retry gets another answer") { history, _ in
      history.commands[0].outcomes[1] = .accepted(Array("{}".utf8))
    },
    Mutation(.answers, "another answer is stored", "another answer than is stored") { history, _ in
      history.commands[0].outcomes = [.accepted(Array("{}".utf8))]
    },
    Mutation(.answers, "was refused, and took effect", "a refusal that took effect") {
      history, _ in
      history.commands[0].outcomes = [.refused(Refusal(.conflict, rule: "test"))]
      history.commands[0].sentCount = 1
    },
    Mutation(.answers, "is not stored", "an accepted command that left nothing") { history, _ in
      let refused = try #require(history.commands.firstIndex { $0.isRefused })
      history.commands[refused].outcomes = [.accepted(Array("{}".utf8))]
    },
    Mutation(.answers, "which nobody sent so", "an effect of a command that nobody sent") {
      history, _ in history.commands.removeFirst()
    },
    Mutation(.answers, "is of", "a result has another time than its command says") { history, _ in
      let test = try #require(history.commands.firstIndex { $0.name == RecordTest.name })
      history.commands[test].fields.values["at"] = .text("2026-03-04T07:45:00+07:00")
    },
    Mutation(.mailboxes, "which is not in its mailbox any more", "a restore tells anew") {
      history, country in
      let row = try #require(
        country.messages.first { $0.unit == history.received[0].unit && $0.finding != nil })
      var entry = row.entry
      history.received[0].mailbox.earlier = [entry]
      #expect(
        try CountryCheck.violations(of: country, history, [.mailboxes]).isEmpty)
      entry.message = ID(at: row.createdAt, entropy: Array(repeating: 7, count: 10))
      history.received[0].mailbox.earlier = [entry]
    },
    Mutation(.mailboxes, "received the positions", "a reader gets a message twice") {
      history, _ in
      let first = history.received[0].mailbox.messages[0]
      history.received[0].mailbox.messages.insert(first, at: 0)
    },
    Mutation(.mailboxes, "received the positions", "a reader gets messages out of order") {
      history, _ in history.received[0].mailbox.messages.swapAt(0, 1)
    },
    Mutation(.mailboxes, "messages", "a reader lacks the last message") { history, _ in
      history.received[0].mailbox.messages.removeLast()
    },
    Mutation(.mailboxes, "which is message 1", "a reader gets another's message") {
      history, country in
      let other = try #require(country.messages.first { $0.unit == "pemda-17.08" })
      history.received[0].mailbox.messages.append(
        ReceivedMessage(position: other.position, message: other.id))
    },
    Mutation(.publications, "was seen with two contents", "a number twice") { history, country in
      let records = try #require(country.files[.watch]?.records)
      history.published.note(records[0].header, of: .watch)
      history.published.note(records[0].header, of: .liaison)
      history.published.note(records[1].header, of: .liaison)
      let other = try RecordHeader(bytes: forged(records[0].header))
      history.published.note(other, of: .watch)
    },
    Mutation(.publications, "was published and is not in the log", "published before it lasted") {
      history, country in
      let records = try #require(country.files[.watch]?.records)
      history.published.note(try RecordHeader(bytes: forged(records[0].header)), of: .watch)
    },
  ]

  /// The same header over another content.
  private static func forged(_ header: RecordHeader) -> [UInt8] {
    var bytes = header.bytes
    bytes[135] ^= 1
    return bytes
  }

  @Test(arguments: mutations)
  func `what a client must not see is found by its rule`(mutation: Mutation) async throws {
    let sample = try await SampleCountry.sound()
    let country = try await SampleCountry.decoded()
    var history = sample.history
    try mutation.change(&history, country)
    let violations = try CountryCheck.violations(of: country, history, [mutation.rule])
    #expect(
      violations.contains {
        $0.rule == mutation.rule && $0.sentence.contains(mutation.words)
      }, "\(violations)")
  }

  @Test func `a lost answer is no fault, whether the command took effect or not`() async throws {
    var sample = try await SampleCountry.sound()
    for index in sample.history.commands.indices { sample.history.commands[index].outcomes = [] }
    #expect(try sample.check().isEmpty)
  }

  /// Both answers to one command, when the first one's effect was lost with a restore in between.
  @Test func `what a restore may have lost binds nobody`() async throws {
    var sample = try await SampleCountry.sound()
    let country = try await SampleCountry.decoded()
    sample.history.commands[0].outcomes = [.accepted(Array("{}".utf8))]
    let sent = try #require(sample.history.commands[0].firstSentAt)
    let service = sample.history.commands[0].service
    sample.history.losses[service] = [sent.adding(.seconds(60))...sent.adding(.seconds(90))]
    #expect(try !CountryCheck.violations(of: country, sample.history, [.answers]).isEmpty)
    sample.history.losses[service] = [sent.adding(.seconds(-60))...sent.adding(.seconds(60))]
    #expect(try CountryCheck.violations(of: country, sample.history, [.answers]).isEmpty)
  }

  /// Liaison was started when watch had withdrawn the finding, and had not heard of it when it told that
  /// the term had ended.
  @Test(arguments: [(start: Int64(2), isFound: true), (start: 0, isFound: false)])
  func `a term that is told over what was on its way is found`(
    start: Int64, isFound: Bool
  ) async throws {
    var sample = try await SampleCountry.sound()
    var country = try await SampleCountry.decoded()
    let cancelled = try #require(
      country.tasks.firstIndex { task in
        task.snapshot.state == .cancelled
          && country.alerts.contains {
            $0.announcement == .withdrawal
              && $0.sequence == country.cause(in: .watch, of: task.cause)
          }
      })
    var early = country.tasks[cancelled]
    let withdrawal = try #require(
      country.alerts.first { $0.sequence == country.cause(in: .watch, of: early.cause) })
    early.header = country.tasks[0].header
    early.kind = .overdue(late: false)
    early.snapshot.state = .open
    country.tasks.insert(early, at: cancelled)
    sample.history.courses = [
      .watch: ServiceCourse(starts: [0], commits: [(withdrawal.header, 1)]),
      .liaison: ServiceCourse(starts: [start], commits: [(early.header, 3)]),
    ]
    let violations = try CountryCheck.violations(of: country, sample.history, [.timers])
    #expect(
      violations.contains { $0.sentence.contains("was on its way") } == isFound, "\(violations)")
  }

  @Test func `a reader that had no time to read to the end is no fault`() async throws {
    var sample = try await SampleCountry.sound()
    sample.history.received[0].mailbox.messages.removeLast()
    sample.history.received[0].mailbox.isComplete = false
    #expect(try sample.check().isEmpty)
  }
}
