import Domain
import Events
import Testing

@testable import TerpaduCommands

@Suite struct ExplainTests {
  private let door = FakeDoor()
  private let terminal: Terminal
  private static let notYet = Refusal(.notFound, field: "finding", rule: "not-yet-known")

  init() { terminal = Terminal(door) }

  private func findingsKnows(version: Int, head: UInt64 = 10) {
    var view = Samples.view
    view.version = version
    door.reply(ShowFinding.self, view)
    door.reply(ShowStatus.self, by: .findings, Samples.status(.findings, head: head))
  }

  @Test func `explain prints the contract's object, recipients sorted by unit`() async throws {
    findingsKnows(version: 1)
    door.reply(ExplainFinding.self, Samples.explanation())
    let result = await terminal.run(["explain", "F-2026-000001", "--json"])
    #expect(result.status == .done)
    #expect(
      result.out == [
        #"{"finding":"019cb8a0-0000-7000-8000-000000000001","flags":["low-certainty"],"#
          + #""held":false,"notTold":[{"reason":"membawahi 17.02 pada waktu lain","#
          + #""reasonWord":"owner-at-another-time","unit":"pom-bengkulu"}],"number":"F-2026-000001","#
          + #""recipients":[{"news":false,"reasons":[{"basis":"Peraturan BPOM 3/2025","#
          + #""certainty":"secondary","rule":"owner","#
          + #""text":"UPT pemilik wilayah 17.02 (tempat 1, 2)"}],"role":"action","#
          + #""roles":["action"],"unit":"pom-rejang-lebong"},{"news":true,"reasons":["#
          + #"{"basis":"Pola","certainty":null,"rule":"pusat-b2-trader","#
          + #""text":"pedagang bahan berbahaya terlibat (tempat 2)"},"#
          + #"{"basis":"","certainty":null,"rule":"pusat","#
          + #""text":"Deputi III menerima setiap temuan"}],"role":"coordination","#
          + #""roles":["coordination","attention"],"unit":"pusat-deputi-3"}],"#
          + #""riskClass":"class-1","state":"presumptive","version":1}"#
      ])
  }

  @Test func `explain reads as a list of who, role and why`() async {
    findingsKnows(version: 1)
    door.reply(ExplainFinding.self, Samples.explanation())
    let result = await terminal.run(["explain", "F-2026-000001"])
    #expect(
      result.out == [
        "Temuan F-2026-000001, versi 1: 1 diberi tahu, 1 tidak",
        "  ! ada rujukan yang masih perlu diperiksa", "", "TINDAK LANJUT",
        "  pom-rejang-lebong  (pelapor: tidak menerima berita laporannya sendiri)",
        "    - UPT pemilik wilayah 17.02 (tempat 1, 2); dasar: Peraturan BPOM 3/2025"
          + " [sumber sekunder]",
        "", "KOORDINASI", "  pusat-deputi-3  (juga perhatian)",
        "    - pedagang bahan berbahaya terlibat (tempat 2); dasar: Pola",
        "    - Deputi III menerima setiap temuan", "", "TIDAK DIBERI TAHU",
        "  pom-bengkulu  membawahi 17.02 pada waktu lain",
      ])
  }

  @Test func `a unit with a role of a newer watch is shown behind the others`() async {
    findingsKnows(version: 1)
    var explanation = Samples.explanation()
    explanation.recipients[0].role = RecipientRole(rawValue: "oversight")
    explanation.recipients[0].reasons[0].rule = RoutingRule(rawValue: "of-tomorrow")
    door.reply(ExplainFinding.self, explanation)
    let result = await terminal.run(["explain", "F-2026-000001"])
    let heading = result.out.firstIndex(of: "OVERSIGHT") ?? 0
    #expect(heading > result.out.firstIndex(of: "TINDAK LANJUT") ?? .max)
    #expect(result.out[heading + 1].contains("pusat-deputi-3"))
    #expect(result.out[heading + 2].contains("of-tomorrow"))
  }

  @Test func `explain right after report waits until watch knows the finding`() async {
    findingsKnows(version: 1)
    door.reply(ExplainFinding.self, failing: Self.notYet)
    door.reply(ExplainFinding.self, failing: Self.notYet)
    door.reply(ExplainFinding.self, Samples.explanation())
    let result = await terminal.run(["explain", "F-2026-000001", "--json"])
    #expect(result.status == .done)
    #expect(terminal.paused == .milliseconds(100))
  }

  @Test func `what watch does not know after 5 s exits with 4`() async throws {
    findingsKnows(version: 1)
    door.reply(ExplainFinding.self, failing: Self.notYet)
    let result = await terminal.run(["explain", "F-2026-000001", "--json"])
    #expect(result.status == .unreachable)
    #expect(try result.errorJSON()["rule"] as? String == "not-yet-known")
    #expect(terminal.paused >= .seconds(5))
  }

  @Test func `a finding that nobody reported is not waited for`() async throws {
    door.reply(
      ShowFinding.self,
      failing: Refusal(.notFound, field: "finding", rule: "unknown-finding", ["value": "F-9"]))
    let result = await terminal.run(["explain", "F-9", "--json"])
    #expect(result.status == .refused)
    #expect(try result.errorJSON()["rule"] as? String == "unknown-finding")
    #expect(terminal.paused == .zero)
  }

  @Test func `an older version is not taken for the new one until watch has seen it`() async {
    findingsKnows(version: 2, head: 10)
    door.reply(ExplainFinding.self, Samples.explanation(version: 1))
    door.reply(ExplainFinding.self, Samples.explanation(version: 2))
    door.reply(ShowStatus.self, by: .watch, Samples.status(.watch, findings: 9))
    let result = await terminal.run(["explain", "F-2026-000001"])
    #expect(result.out.first?.contains("versi 2") == true)
  }

  @Test func `a last version that told nobody anything shows the one before`() async {
    findingsKnows(version: 2, head: 10)
    door.reply(ExplainFinding.self, Samples.explanation(version: 1))
    door.reply(ShowStatus.self, by: .watch, Samples.status(.watch, findings: 10))
    let result = await terminal.run(["explain", "F-2026-000001"])
    #expect(result.status == .done)
    #expect(result.out.first?.contains("versi 1") == true)
    #expect(terminal.paused == .zero)
  }

  @Test func `simulate sends the document and prints the same object`() async throws {
    var explanation = Samples.explanation()
    explanation.finding = nil
    explanation.number = nil
    door.reply(SimulateFinding.self, explanation)
    let file = try terminal.file("f.json", "{}")
    let result = await terminal.run(["simulate", "--file", file, "--as", "u", "--lang", "en"])
    #expect(result.out.first == "Finding (not sent), version 1: 1 told, 1 not")
    #expect(door.asked.first?.document == Array("{}".utf8))
    #expect(door.asked.first?.head.kind == .query)
  }
}
