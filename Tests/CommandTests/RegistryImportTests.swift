import Domain
import Events
import Foundation
import Testing

@testable import TerpaduCommands

/// `terpadu registry import`
@Suite struct RegistryImportTests {
  private let door = FakeDoor()
  private let terminal: Terminal
  private let table = """
    {"calendar": {"year": 2028, "certainty": "secondary", "source": "uji", "holidays": [
      {"date": "2028-01-01", "kind": "national-holiday", "certainty": "secondary", "source": "uji",
       "name": {"id": "Tahun Baru", "en": "New Year"}}]}}
    """

  init() { terminal = Terminal(door) }

  private func importing(_ content: String, _ more: String...) async throws -> Terminal.Result {
    let file = try terminal.file("libur.json", content)
    return await terminal.run(["registry", "import", "--file", file] + more)
  }

  private func recorded(_ facts: Int, known: Int) {
    door.reply(
      ImportRegistryFacts.self,
      RegistryImportAnswer(position: Samples.position(12), facts: facts, known: known))
  }

  private func applied(by services: [ServiceName]) {
    for service in services {
      door.reply(ShowStatus.self, by: service, Samples.status(service, registry: 12))
    }
  }

  @Test func `the file is sent byte for byte, and all who follow the registry are waited for`()
    async throws
  {
    recorded(1, known: 0)
    applied(by: [.findings, .watch, .notifier])
    door.reply(ShowStatus.self, by: .liaison, Samples.status(.liaison, registry: 11))
    door.reply(ShowStatus.self, by: .liaison, Samples.status(.liaison, registry: 12))
    let command = "019cb8a0-0000-7000-8000-0000000000cc"
    let result = try await importing(
      table, "--as", "pusat-deputi-3", "--command-id", command)
    #expect(result.status == .done, "\(result.err)")
    #expect(
      result.out == [
        "Fakta dicatat: 1; sudah tercatat sebelumnya: 0; rujukan kini sampai catatan 12."
      ])
    let asked = try #require(door.asked.first)
    #expect(asked.document == Array(table.utf8))
    #expect(asked.head.unit == UnitID("pusat-deputi-3"))
    #expect(asked.head.commandID == command)
    #expect(terminal.paused == .milliseconds(50))
  }

  @Test func `a file that comes again is no fault`() async throws {
    recorded(0, known: 1)
    applied(by: [.findings, .watch, .liaison, .notifier])
    let result = try await importing(table, "--json")
    #expect(result.status == .done)
    #expect(
      result.out == [
        #"{"facts":0,"known":1,"position":{"log":"\#(Samples.log.base32)","seq":12}}"#
      ])
  }

  @Test func `standard input is read too`() async {
    recorded(1, known: 0)
    applied(by: [.findings, .watch, .liaison, .notifier])
    let result = await terminal.run(["registry", "import", "-"], input: table)
    #expect(result.status == .done)
    #expect(door.asked.first?.document == Array(table.utf8))
  }

  @Test func `who has not applied it after 5 s is named`() async throws {
    recorded(1, known: 0)
    applied(by: [.findings, .watch, .notifier])
    let result = try await importing(table, "--json")
    #expect(result.status == .unreachable)
    let error = try result.errorJSON()
    #expect(error["rule"] as? String == "not-applied")
    #expect((error["parameters"] as? [String: String])?["services"] == "liaison")
  }

  @Test func `without an answer the error says how to try again`() async throws {
    let result = try await importing(table, "--json")
    #expect(result.status == .unreachable)
    #expect(try result.errorJSON()["rule"] as? String == "command-unanswered")
  }

  // MARK: Refusals

  @Test func `a fault names the file, the fact, the field and the rule, and nothing is sent`()
    async throws
  {
    let wrong = "[\(table), \(table.replacingOccurrences(of: "2028-01-01", with: "2028-02-30"))]"
    let file = terminal.folder.appendingPathComponent("libur.json").path
    let indonesian = try await importing(wrong)
    #expect(indonesian.status == .refused)
    #expect(
      indonesian.err == [
        "Tidak sah: \(file), fakta ke-2: tanggal 2028-02-30 tidak ada dalam kalender"
          + " [[1].calendar.holidays[0].date, impossible-date]."
      ])
    let english = try await importing(wrong, "--lang", "en")
    #expect(
      english.err == [
        "Invalid: \(file), fact 2: 2028-02-30 is not a date of the calendar"
          + " [[1].calendar.holidays[0].date, impossible-date]."
      ])
    let error = try await importing(wrong, "--json").errorJSON()
    let parameters = try #require(error["parameters"] as? [String: String])
    #expect(parameters == ["document": file, "fact": "2", "value": "2028-02-30"])
    #expect(door.asked.isEmpty)
  }

  @Test(arguments: [
    ("", "document-empty"), ("hari libur", "malformed-json"), ("3", "not-facts"),
    (String(repeating: " ", count: 70_000), "document-too-large"),
  ])
  func `what is no JSON of facts is refused by the file's name`(
    content: String, rule: String
  ) async throws {
    for language in ["id", "en"] {
      let result = try await importing(content, "--lang", language)
      #expect(result.status == .refused)
      #expect(result.err.count == 1)
      #expect(result.err[0].contains("libur.json: "), "\(result.err)")
      #expect(result.err[0].hasSuffix("\(rule)]."), "\(result.err)")
    }
    #expect(door.asked.isEmpty)
  }

  @Test func `a file that cannot be read is named once`() async {
    let result = await terminal.run(["registry", "import", "--file", "/nowhere.json"])
    #expect(result.status == .refused)
    #expect(
      result.err == [
        "Tidak sah: berkas /nowhere.json tidak dapat dibaca [--file, file-unreadable]."
      ])
  }

  @Test func `what the registry refuses names the file and the fact too`() async throws {
    door.reply(
      ImportRegistryFacts.self,
      failing: Refusal.invalid("[0].unit.id", "unknown-region", ["value": "93.99"]))
    let result = try await importing(table)
    #expect(result.status == .refused)
    #expect(result.err.first?.contains("libur.json, fakta ke-1: ") == true, "\(result.err)")
    #expect(result.err.first?.hasSuffix("[[0].unit.id, unknown-region].") == true)
  }

  @Test func `what is not the file's fault does not name it`() async throws {
    door.reply(
      ImportRegistryFacts.self,
      failing: Refusal(.forbidden, field: "as", rule: "operators-only", ["unit": "kemendag"]))
    let result = try await importing(table, "--as", "kemendag")
    #expect(result.status == .refused)
    #expect(result.err.first?.contains("libur.json") == false, "\(result.err)")
  }
}
