import Domain
import Events
import Foundation
import Testing

@testable import TerpaduCommands

@Suite struct FindingCommandTests {
  private let door = FakeDoor()
  private let terminal: Terminal

  init() { terminal = Terminal(door) }

  private func report(_ more: String...) async throws -> Terminal.Result {
    let file = try terminal.file("temuan.json", #"{"activity":"sampling"}"#)
    return await terminal.run(
      ["finding", "report", "--file", file, "--as", "pom-rejang-lebong"] + more)
  }

  @Test func `a report sends the document byte for byte, as the unit, with both ids`() async throws
  {
    door.reply(ReportFinding.self, Samples.report)
    let result = try await report()
    #expect(result.status == .done)
    let asked = try #require(door.asked.first)
    #expect(asked.document == Array(#"{"activity":"sampling"}"#.utf8))
    #expect(asked.head.unit == UnitID("pom-rejang-lebong"))
    #expect(asked.head.kind == .command)
    let id = try #require(try door.asked(ReportFinding.self).first?.finding)
    #expect(id.description == asked.head.commandID)
    #expect(id.version == 7)
  }

  @Test func `a report's JSON has the keys of the contract`() async throws {
    door.reply(ReportFinding.self, Samples.report)
    let result = try await report("--json")
    #expect(
      result.out == [
        #"{"case":"019cb8a0-0000-7000-8000-000000000001","flags":["substance-unmapped"],"#
          + #""id":"019cb8a0-0000-7000-8000-000000000001","number":"F-2026-000001","#
          + #""position":{"log":"aaaaaaaaaaaacaaaaaaaaaaaai","seq":7},"state":"presumptive","#
          + #""version":1}"#
      ])
  }

  @Test func `a report reads in Indonesian and in English`() async throws {
    door.reply(ReportFinding.self, Samples.report)
    let indonesian = try await report()
    #expect(
      indonesian.out == [
        "Temuan F-2026-000001 tercatat (versi 1, dugaan (uji cepat)).",
        "  id 019cb8a0-0000-7000-8000-000000000001",
        "  ! nama bahan tidak dikenal; menunggu pemetaan",
        "  Siapa yang diberi tahu: terpadu explain F-2026-000001",
      ])
    let english = try await report("--lang", "en")
    #expect(
      english.out.first
        == "Finding F-2026-000001 is recorded (version 1, presumptive (rapid test)).")
  }

  @Test func `a report without an answer exits with 4 and gives both ids for the retry`()
    async throws
  {
    let result = try await report("--json")
    #expect(result.status == .unreachable)
    let error = try result.errorJSON()
    #expect(error["rule"] as? String == "report-unanswered")
    let parameters = try #require(error["parameters"] as? [String: String])
    let command = try #require(parameters["command"])
    #expect(parameters["finding"] == command)

    door.reply(ReportFinding.self, Samples.report)
    let retry = try await report("--command-id", command)
    #expect(retry.status == .done)
    let asked = door.asked
    #expect(asked.count == 2)
    #expect(asked[0].head.commandID == asked[1].head.commandID)
    #expect(asked[0].head.fields == asked[1].head.fields)
  }

  @Test func `a command id of one's own always names the same finding`() async throws {
    door.reply(ReportFinding.self, Samples.report)
    let own = "6f1c0a52-7a34-4c11-9a6e-2b8f7a2f9d10"
    _ = try await report("--command-id", own)
    _ = try await report("--command-id", own)
    _ = try await report("--command-id", "6f1c0a52-7a34-4c11-9a6e-2b8f7a2f9d11")
    let findings = try door.asked(ReportFinding.self).map(\.finding)
    #expect(findings[0] == findings[1])
    #expect(findings[0] != findings[2])
    #expect(findings[0]?.version == 7)
  }

  @Test func `a document's own id wins`() async throws {
    door.reply(ReportFinding.self, Samples.report)
    let own = "019cb8a0-0000-7000-8000-0000000000aa"
    _ = await terminal.run(
      ["finding", "report", "-", "--as", "u"], input: #"{"id":"\#(own)"}"#)
    #expect(try door.asked(ReportFinding.self).first?.finding?.description == own)
  }

  @Test func `a document over 64 KiB is refused before anything is sent`() async throws {
    let result = await terminal.run(
      ["finding", "report", "-", "--as", "u", "--json"],
      input: String(repeating: " ", count: 65_537))
    #expect(result.status == .refused)
    #expect(try result.errorJSON()["rule"] as? String == "document-too-large")
    #expect(door.asked.isEmpty)
    let most = await terminal.run(
      ["finding", "report", "-", "--as", "u"], input: String(repeating: " ", count: 65_536))
    #expect(most.status == .unreachable)
  }

  @Test func `an unreadable file is refused with its name`() async throws {
    let result = await terminal.run(
      ["finding", "report", "--file", "/nowhere/f.json", "--as", "u"])
    #expect(result.status == .refused)
    #expect(
      result.err == [
        "Tidak sah: berkas /nowhere/f.json tidak dapat dibaca [--file, file-unreadable]."
      ])
  }

  @Test(arguments: [
    (["finding", "report", "--as", "u"], "--file"),
    (["finding", "amend", "F-1", "--as", "u"], "--file"),
    (["task", "report", "T-1", "--as", "u"], "--file"), (["registry", "import"], "--file"),
    (["enrol", "u"], "--out"),
  ])
  func `a directory where a file is taken is called that, with the option`(
    command: [String], option: String
  ) async throws {
    let directory = terminal.folder.path
    let told = await terminal.run(command + [option, directory])
    #expect(told.status == .refused)
    #expect(
      told.err == [
        "Tidak sah: \(option) memerlukan berkas, tetapi \(directory) adalah folder"
          + " [\(option), file-is-directory]."
      ])
    let english = await terminal.run(command + [option, directory, "--lang", "en"])
    #expect(
      english.err == [
        "Invalid: \(option) takes a file, but \(directory) is a directory"
          + " [\(option), file-is-directory]."
      ])
    #expect(door.asked.isEmpty)
  }

  @Test(arguments: [
    (OutcomeCode.invalid, ProgramStatus.refused), (.forbidden, .refused), (.conflict, .refused),
    (.notFound, .refused), (.unauthorised, .refused), (.unavailable, .unreachable),
    (.internal, .failed),
  ])
  func `a refusal's code gives the exit status`(code: OutcomeCode, status: ProgramStatus)
    async throws
  {
    door.reply(
      ReportFinding.self,
      failing: Refusal(code, field: "places[0].region", rule: "unknown-region", ["value": "99.99"]))
    let result = try await report("--json")
    #expect(result.status == status)
    #expect(result.out.isEmpty)
    let error = try result.errorJSON()
    #expect(error["code"] as? String == code.rawValue)
    #expect(error["field"] as? String == "places[0].region")
    #expect(error["rule"] as? String == "unknown-region")
    #expect((error["parameters"] as? [String: String])?["value"] == "99.99")
    #expect((error["text"] as? String)?.contains("99.99") == true)
  }

  @Test func `an answer that cannot be read is a failure of ours`() async throws {
    door.reply(ReportFinding.self, json: "{}")
    #expect(try await report().status == .failed)
  }

  @Test func `the other commands send their fields`() async throws {
    door.reply(AmendFinding.self, Samples.change)
    door.reply(RecordTest.self, Samples.change)
    door.reply(WithdrawFinding.self, Samples.change)
    door.reply(CloseFinding.self, Samples.change)
    door.reply(OpenFinding.self, Samples.change)
    let file = try terminal.file("f.json", "{}")
    let command = "019cb8a0-0000-7000-8000-0000000000cc"
    let lines: [[String]] = [
      ["finding", "amend", "F-1", "--file", file],
      [
        "finding", "test", "F-1", "--kind", "lab", "--result", "positive", "--report-no", "L7",
        "--at", "2026-03-17",
      ],
      ["finding", "withdraw", "F-1", "--reason", "keliru"], ["finding", "close", "F-1"],
      ["finding", "open", "F-1"],
    ]
    for line in lines {
      let result = await terminal.run(line + ["--as", "u", "--command-id", command])
      #expect(result.status == .done)
      #expect(
        result.out == [
          "Temuan F-2026-000001 sekarang versi 2, terkonfirmasi.", "  berubah: product.quantity",
        ])
    }
    let asked = door.asked
    let test = RecordTest(
      finding: "F-1", kind: .lab, result: .positive, reportNo: "L7",
      at: TimeText(Samples.time("2026-03-17T00:00:00+07:00")))
    #expect(try door.asked(AmendFinding.self) == [AmendFinding(finding: "F-1")])
    #expect(try door.asked(RecordTest.self) == [test])
    #expect(
      try door.asked(WithdrawFinding.self) == [WithdrawFinding(finding: "F-1", reason: "keliru")])
    #expect(try door.asked(CloseFinding.self) == [CloseFinding(finding: "F-1")])
    #expect(try door.asked(OpenFinding.self) == [OpenFinding(finding: "F-1")])
    #expect(asked.allSatisfy { $0.head.commandID == command && $0.head.unit == UnitID("u") })
    #expect(asked[0].document == Array("{}".utf8))
  }

  @Test func `a change without an answer gives its command id for the retry`() async throws {
    let result = await terminal.run(["finding", "close", "F-1", "--as", "u", "--json"])
    #expect(result.status == .unreachable)
    let error = try result.errorJSON()
    #expect(error["rule"] as? String == "command-unanswered")
    #expect(
      (error["parameters"] as? [String: String])?["command"] == door.asked.first?.head.commandID)
  }

  @Test func `show prints the finding, its places and its history`() async throws {
    door.reply(ShowFinding.self, Samples.view)
    let result = await terminal.run(["finding", "show", "F-2026-000001"])
    #expect(
      result.out == [
        "Temuan F-2026-000001, versi 2: terkonfirmasi",
        "  id         019cb8a0-0000-7000-8000-000000000001",
        "  Pelapor    pom-rejang-lebong",
        "  Ditemukan  4 Mar 2026 16.20 WIB",
        "  Diterima   4 Mar 2026 16.25 WIB",
        "  Kegiatan   pemeriksaan sarana distribusi",
        "  Bahan      rhodamin-b",
        "  Produk     kerupuk merah",
        "  Tempat 1   17.02, ditemukan, pasar, Pasar Atas",
        "  Tempat 2   wilayah belum diketahui, diproduksi, industri rumah tangga, pirt 2061702010001-27",
        "  ! ada tempat yang wilayahnya belum diketahui",
        "Riwayat",
        "  v1  4 Mar 2026 16.25 WIB   pom-rejang-lebong  dilaporkan",
        "  v2  17 Mar 2026 09.00 WIB  pom-bengkulu       diuji       test",
      ])
    let object = try await terminal.run(["finding", "show", "F-2026-000001", "--json"]).json()
    #expect(
      Set(object.keys) == [
        "id", "number", "version", "state", "reporter", "foundAt", "receivedAt", "held", "flags",
        "document", "history",
      ])
    #expect((object["document"] as? [String: Any])?["substance"] as? String == "rhodamin-b")
  }

  @Test(arguments: [
    (
      "id",
      [
        "  Kegiatan     pemeriksaan sarana distribusi",
        "  Pemicu       rutin",
        "  Bahan        rhodamin-b (pewarna tekstil)",
        "  Produk       kerupuk merah, 2,5 kg",
        "  Uji pertama  uji cepat, positif, kit warna rhodamin B, LHU-7, 4 Mar 2026 16.25 WIB",
        "  Diamankan    6 bungkus, destroyed-voluntarily",
        "  Tempat 1     17.02, ditemukan, pasar, Pasar Atas",
        "  Kelompok     pom-bengkulu, pusat-kepala",
        "  Catatan      Baris satu.",
        "               Baris dua.",
      ]
    ),
    (
      "en",
      [
        "  Activity    inspection of distribution",
        "  Trigger     routine",
        "  Substance   rhodamin-b (pewarna tekstil)",
        "  Product     kerupuk merah, 2.5 kg",
        "  First test  rapid test, positive, kit warna rhodamin B, LHU-7, 4 Mar 2026 16:25 WIB",
        "  Secured     6 bungkus, destroyed-voluntarily",
        "  Place 1     17.02, found, market, Pasar Atas",
        "  Group       pom-bengkulu, pusat-kepala",
        "  Note        Baris satu.",
        "              Baris dua.",
      ]
    ),
  ])
  func `show prints all that was reported`(language: String, rows: [String]) async throws {
    var view = Samples.view
    view.history = []
    view.flags = []
    view.document.trigger = .routine
    view.document.places.removeLast()
    view.document.product?.quantity = Quantity(value: 2.5, unit: "kg")
    view.document.substance.given = "pewarna tekstil"
    view.document.test = TestRecord(
      kind: .rapid, result: .positive, kit: "kit warna rhodamin B", reportNumber: "LHU-7",
      at: Samples.received)
    view.document.secured = SecuredGoods(
      quantity: Quantity(value: 6, unit: "bungkus"), action: "destroyed-voluntarily")
    view.document.confidential = true
    view.document.group = [UnitID("pom-bengkulu"), UnitID("pusat-kepala")]
    view.document.note = "Baris satu.\nBaris dua."
    door.reply(ShowFinding.self, view)
    let result = await terminal.run(["finding", "show", "F-2026-000001", "--lang", language])
    #expect(Array(result.out.dropFirst(5)) == rows)
  }

  @Test func `list asks for further pages until it has what was asked for`() async throws {
    door.reply(ListFindings.self, FindingListAnswer(findings: [Samples.view], next: "a"))
    door.reply(ListFindings.self, FindingListAnswer(findings: [], next: "~b"))
    door.reply(
      ListFindings.self,
      FindingListAnswer(findings: [Samples.view, Samples.view], next: "c"))
    let result = await terminal.run(["finding", "list", "--limit", "3"])
    #expect(result.out.count == 4)
    #expect(result.out.last == "Selanjutnya: --after c")
    let asked = try door.asked(ListFindings.self)
    #expect(asked.map(\.after) == [nil, "a", "~b"])
    #expect(asked.map(\.limit) == [3, 2, 2])
  }

  @Test func `show puts the pages of a long history together`() async throws {
    var page = Samples.view
    page.history = [Samples.view.history[0]]
    page.next = 1
    door.reply(ShowFinding.self, page)
    page.next = nil
    door.reply(ShowFinding.self, page)
    let object = try await terminal.run(["finding", "show", "F-1", "--json"]).json()
    #expect((object["history"] as? [Any])?.count == 2)
    #expect(try door.asked(ShowFinding.self).map(\.after) == [nil, 1])
  }

  @Test func `list prints one finding a line and how to go on`() async throws {
    door.reply(ListFindings.self, FindingListAnswer(findings: [Samples.view], next: "F-1"))
    let result = await terminal.run(
      [
        "finding", "list", "--unit", "u", "--state", "confirmed", "--region", "17.02", "--limit",
        "1", "--after", "F-9", "--flag", "x", "--as", "r",
      ])
    #expect(
      result.out == [
        "F-2026-000001  terkonfirmasi  pom-rejang-lebong  17.02  rhodamin-b  4 Mar 2026 16.20 WIB",
        "Selanjutnya: --after F-1",
      ])
    let list = ListFindings(
      unit: UnitID("u"), state: .confirmed, region: RegionCode("17.02"),
      flag: FindingFlag(rawValue: "x"), after: "F-9", limit: 1)
    #expect(try door.asked(ListFindings.self) == [list])
    #expect(door.asked.first?.head.unit == UnitID("r"))
    let json = await terminal.run(["finding", "list", "--limit", "1", "--json"])
    #expect(json.out.count == 1)
    #expect(try json.json()["number"] as? String == "F-2026-000001")
  }
}
