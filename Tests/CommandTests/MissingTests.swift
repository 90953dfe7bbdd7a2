import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

@testable import TerpaduCommands

@Suite struct MissingTests {
  private let door = FakeDoor()
  private let terminal: Terminal

  init() { terminal = Terminal(door) }

  private func entry(
    _ sequence: UInt64, _ type: String, finding: String? = nil, isApplied: Bool = true
  ) -> MissingAnswer.Entry {
    var entry = MissingAnswer.Entry(
      source: .findings, epoch: 1, sequence: sequence, subject: Samples.finding.description,
      since: TimeText(Samples.received))
    entry.type = type
    entry.finding = finding
    entry.appliedAt = isApplied ? TimeText(Samples.received) : nil
    return entry
  }

  /// - Parameter stops: why links to findings have stopped, by their followers.
  private func reply(
    _ entries: [ServiceName: [MissingAnswer.Entry]] = [:], stops: [ServiceName: String] = [:]
  ) {
    for service in ServiceName.allCases where service != .registry {
      var status = Samples.status(service)
      for index in status.links.indices where status.links[index].source == .findings {
        guard let reason = stops[service] else { continue }
        status.links[index].state = "stopped"
        status.links[index].reason = reason
      }
      door.reply(ShowStatus.self, by: service, status)
      door.reply(
        ListMissing.self, by: service, MissingAnswer(entries: entries[service] ?? [], next: nil))
    }
  }

  @Test func `each record is named once, with all who had it, and only what people did`() async {
    let link = entry(8, "link.stopped")
    reply([
      .watch: [entry(9, "finding.tested", finding: "F-2026-000002"), link],
      .liaison: [
        entry(7, "finding.reported", finding: "F-2026-000001"), link,
        entry(9, "finding.tested", finding: "F-2026-000002", isApplied: false),
      ],
    ])
    let people = await terminal.run(["missing", "--lang", "en"])
    #expect(people.status == .done)
    let deeds = [
      "  findings record 7 (finding.reported), about F-2026-000001 (id \(Samples.finding)); received by"
        + " liaison (4 Mar 2026 16:25 WIB)",
      "  findings record 9 (finding.tested), about F-2026-000002 (id \(Samples.finding)); received by"
        + " watch (4 Mar 2026 16:25 WIB), liaison (not yet applied)",
    ]
    #expect(people.out.dropLast() == deeds[...])
    #expect(people.out.last?.hasPrefix("3 records are missing, people did 2 of them") == true)
    let all = await terminal.run(["missing", "--all", "--lang", "en"])
    #expect(all.out.count == 4)
    #expect(all.out[1].contains("record 8 (link.stopped)"))
    // Programs have every entry of every service, as ever.
    let json = await terminal.run(["missing", "--json"])
    #expect(json.out.count == 5)
    #expect(json.out.filter { $0.contains(#""deed":false"#) }.count == 2)
  }

  @Test func `nothing is missing when every log has everything`() async {
    reply()
    let result = await terminal.run(["missing", "--lang", "en"])
    #expect(result.status == .done)
    #expect(result.out == ["No log lacks anything."])
  }

  @Test func `who gets no answer is not told that nothing is missing`() async {
    let result = await terminal.run(["missing"])
    #expect(result.status == .unreachable)
    #expect(result.out.isEmpty)
    #expect(result.err.joined().contains("watch"))
  }

  @Test(arguments: ["epoch", "older-head", "fork", "other-log"])
  func `before the adoption it is not known what is missing`(reason: String) async {
    reply(stops: [.watch: reason, .liaison: reason])
    for language in ["id", "en"] {
      let result = await terminal.run(["missing", "--lang", language])
      #expect(result.status == .failed)
      #expect(result.out.count == 1)
      #expect(result.out[0].contains("terpadu adopt findings"), "\(result.out)")
      #expect(result.err.joined().contains("findings"))
    }
  }
}
