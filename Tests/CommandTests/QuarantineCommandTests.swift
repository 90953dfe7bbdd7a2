import Domain
import Events
import Foundation
import Testing

@testable import TerpaduCommands

@Suite struct QuarantineCommandTests {
  private let door = FakeDoor()
  private let terminal: Terminal

  init() { terminal = Terminal(door) }

  private func entry(finding: String? = "F-2026-000001") -> QuarantineAnswer.Entry {
    var entry = QuarantineAnswer.Entry(
      place: .init(source: .findings, sequence: 7), typeCode: 202, minReader: 99,
      subject: Samples.finding.description, error: "the record needs reader version 99",
      attempts: 2, since: TimeText(Samples.received))
    entry.type = "finding.amended"
    entry.finding = finding
    entry.waiting = [.init(source: .findings, sequence: 9)]
    entry.waitingCount = 1
    return entry
  }

  private func reply(_ answers: [ServiceName: QuarantineAnswer] = [:]) {
    for service in ServiceName.allCases where service != .registry {
      door.reply(
        ListQuarantine.self, by: service, answers[service] ?? QuarantineAnswer(entries: []))
    }
  }

  @Test func `the list says what waits, why, since when and what waits behind it`() async throws {
    reply([.watch: QuarantineAnswer(entries: [entry()])])
    let result = await terminal.run(["quarantine", "list", "--lang", "en"])
    #expect(result.status == .done)
    #expect(
      result.out == [
        "watch: record 7 of findings (finding.amended), about F-2026-000001",
        "    since 4 Mar 2026 16:25 WIB, tried 2 times",
        "    the record needs reader version 99",
        "    1 waiting behind it: findings #9",
      ])
    let object = try await terminal.run(["quarantine", "list", "--json"]).json()
    #expect(object["service"] as? String == "watch")
    #expect(object["sequence"] as? Int == 7)
    #expect(object["finding"] as? String == "F-2026-000001")
    #expect((object["waiting"] as? [[String: Any]])?.first?["sequence"] as? Int == 9)
  }

  @Test func `without a quarantine the list says so, and a retry asks nobody to do anything`()
    async
  {
    reply()
    let list = await terminal.run(["quarantine", "list"])
    #expect(list.out == ["Tidak ada catatan dalam karantina."])
    let retry = await terminal.run(["quarantine", "retry"])
    #expect(retry.status == .done)
    #expect(!door.asked.contains { $0.head.name == RetryQuarantine.name })
  }

  @Test func `a retry goes to who has something, and fails while something remains`() async throws {
    reply([
      .watch: QuarantineAnswer(entries: [entry()]),
      .notifier: QuarantineAnswer(entries: [entry(finding: nil)]),
    ])
    door.reply(RetryQuarantine.self, by: .watch, QuarantineRetried(applied: 2, remaining: 0))
    door.reply(RetryQuarantine.self, by: .notifier, QuarantineRetried(applied: 0, remaining: 1))
    let result = await terminal.run(["quarantine", "retry"])
    #expect(result.status == .failed)
    #expect(
      result.out == [
        "watch: 2 diterapkan, 0 masih dikarantina", "notifier: 0 diterapkan, 1 masih dikarantina",
      ])
    #expect(result.err.first?.contains("notifier (1)") == true)
    let retries = door.asked.filter { $0.head.name == RetryQuarantine.name }
    #expect(retries.map(\.service) == [.watch, .notifier])
    #expect(retries.allSatisfy { $0.head.commandID != nil })
  }

  @Test func `a service that does not answer is named, the others are shown`() async throws {
    for service in [ServiceName.findings, .liaison, .notifier] {
      door.reply(
        ListQuarantine.self, by: service,
        QuarantineAnswer(entries: service == .liaison ? [entry()] : []))
    }
    let result = await terminal.run(["quarantine", "list", "--json"])
    #expect(result.status == .unreachable)
    #expect(try result.errorJSON()["rule"] as? String == "quarantine-incomplete")
    #expect(result.out.count == 1)
  }

  @Test func `a service that has no quarantine is refused`() async throws {
    for name in ["registry", "gudang"] {
      let result = await terminal.run(["quarantine", "list", "--service", name, "--json"])
      #expect(result.status == .refused)
      #expect(try result.errorJSON()["field"] as? String == "--service")
    }
  }
}
