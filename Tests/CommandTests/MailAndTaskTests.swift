import Domain
import Events
import Foundation
import Testing

@testable import TerpaduCommands

@Suite struct MailAndTaskTests {
  private let door = FakeDoor()
  private let terminal: Terminal

  init() { terminal = Terminal(door) }

  private func inbox(_ positions: ClosedRange<UInt64>, head: UInt64) -> InboxAnswer {
    InboxAnswer(epoch: 3, head: head, entries: positions.map { Samples.entry($0) })
  }

  @Test func `an inbox line has the keys of the contract, null present`() async throws {
    door.reply(ReadInbox.self, inbox(1...1, head: 1))
    let result = await terminal.run(["inbox", "pemda-17.02", "--json"])
    #expect(
      result.out == [
        #"{"acknowledgedAt":null,"case":"019cb8a0-0000-7000-8000-000000000001","#
          + #""confidential":false,"createdAt":"2026-03-04T16:25:00+07:00","exercise":false,"#
          + #""finding":"019cb8a0-0000-7000-8000-000000000001","kind":"alert","#
          + #""message":"019cb8a0-0000-7000-8000-000000000111","number":"M-2026-000001","#
          + #""position":1,"reasons":[{"basis":"Permendagri 41/2018 pasal 5","#
          + #""rule":"pemda-no-permit","text":"Pemda 17.02; tempat 1 tidak memiliki izin"}],"#
          + #""refersTo":null,"role":"action","#
          + #""subject":"Dugaan rhodamin-b pada kerupuk merah: temuan F-2026-000001","#
          + #""subjectWord":"alert-presumptive"}"#
      ])
  }

  @Test func `an inbox reads as one message after the other`() async {
    door.reply(
      ReadInbox.self,
      InboxAnswer(epoch: 1, head: 1, entries: [Samples.entry(1, acknowledged: true)]))
    let result = await terminal.run(["inbox", "pemda-17.02"])
    #expect(
      result.out == [
        "#1  M-2026-000001  PERINGATAN  peran tindak lanjut  4 Mar 2026 16.25 WIB"
          + "  dibaca 5 Mar 2026 08.00 WIB",
        "    Dugaan rhodamin-b pada kerupuk merah: temuan F-2026-000001",
        "    - Pemda 17.02; tempat 1 tidak memiliki izin; dasar: Permendagri 41/2018 pasal 5",
      ])
  }

  @Test func `a message of a confidential finding says so`() async {
    var entry = Samples.entry(1)
    entry.confidential = ConfidentialGroup(reporter: UnitID("r"), units: [UnitID("pemda-17.02")])
    door.reply(ReadInbox.self, InboxAnswer(epoch: 1, head: 1, entries: [entry]))
    let text = await terminal.run(["inbox", "pemda-17.02"])
    #expect(text.out.first?.contains("[RAHASIA]") == true)
    let json = await terminal.run(["inbox", "pemda-17.02", "--json"])
    #expect(json.out.first?.contains(#""confidential":true"#) == true)
  }

  @Test func `a long inbox is read page by page`() async throws {
    door.reply(ReadInbox.self, inbox(4...5, head: 6))
    door.reply(ReadInbox.self, inbox(6...6, head: 6))
    let result = await terminal.run(["inbox", "u", "--after", "3", "--json"])
    #expect(result.out.count == 3)
    #expect(try door.asked(ReadInbox.self).map(\.after) == [3, 5])
  }

  @Test func `an empty inbox says so beside the output`() async {
    door.reply(ReadInbox.self, InboxAnswer(epoch: 1, head: 0, entries: []))
    let result = await terminal.run(["inbox", "u"])
    #expect(result.status == .done)
    #expect(result.out.isEmpty)
    #expect(result.err == ["Tidak ada pesan untuk u."])
  }

  @Test func `follow prints what is pushed once and confirms all of it`() async throws {
    door.reply(ReadInbox.self, inbox(1...2, head: 2))
    try door.push([Samples.entry(2), Samples.entry(3)])
    let result = await terminal.run(["inbox", "u", "--follow", "--json"])
    #expect(try result.out.map { try Terminal.Result.object($0)["position"] as? Int } == [1, 2, 3])
    #expect(door.storedCount == 2)
  }

  @Test func `what comes again after a restore is known to who follows from a position`()
    async throws
  {
    door.reply(ReadInbox.self, inbox(1...2, head: 2))
    try door.push([Samples.entry(1), Samples.entry(2), Samples.entry(3)])
    let result = await terminal.run(["inbox", "u", "--after", "2", "--follow", "--json"])
    #expect(try result.out.map { try Terminal.Result.object($0)["position"] as? Int } == [3])
    #expect(door.storedCount == 3)
    #expect(try door.asked(ReadInbox.self).map(\.after) == [1])
  }

  @Test
  func `who follows from a position reads nothing before it, and a restore hides nothing new`()
    async throws
  {
    door.reply(ReadInbox.self, inbox(7...9, head: 9))
    var late = Samples.entry(2)
    late.createdAt = TimeText(Samples.received.adding(.seconds(3600)))
    late.message = ID(bytes: UUIDBytes(high: 9, low: 9))
    try door.push([Samples.entry(1), late, Samples.entry(8)])
    let result = await terminal.run(["inbox", "u", "--after", "7", "--follow", "--json"])
    #expect(try result.out.map { try Terminal.Result.object($0)["position"] as? Int } == [8, 9, 2])
    #expect(try door.asked(ReadInbox.self).map(\.after) == [6])
    #expect(door.storedCount == 3)
  }

  @Test func `the messages that were seen take no more room than is set`() {
    var seen = SeenMessages()
    for position in 1...UInt64(SeenMessages.recentMax + 5) {
      var entry = Samples.entry(1)
      entry.position = position
      entry.message = ID(bytes: UUIDBytes(high: 1, low: position))
      seen.note(entry)
    }
    var again = Samples.entry(1)
    again.createdAt = TimeText(Samples.received.adding(.seconds(3600)))
    again.message = ID(bytes: UUIDBytes(high: 1, low: 5))
    #expect(!seen.contains(again))
    again.message = ID(bytes: UUIDBytes(high: 1, low: 6))
    #expect(seen.contains(again))
  }

  @Test func `an acknowledgement gives when it was made first`() async throws {
    door.reply(
      AcknowledgeMessage.self,
      AcknowledgeAnswer(
        message: Samples.entry(1).message, unit: UnitID("u"), position: 1,
        acknowledgedAt: TimeText(Samples.received)))
    let result = await terminal.run(["ack", "M-2026-000001", "--as", "u"])
    #expect(result.out == ["Pesan 1 u dinyatakan dibaca 4 Mar 2026 16.25 WIB."])
    #expect(
      try door.asked(AcknowledgeMessage.self) == [AcknowledgeMessage(message: "M-2026-000001")])
    let json = await terminal.run(["ack", "M-2026-000001", "--as", "u", "--json"])
    #expect(
      json.out == [
        #"{"acknowledgedAt":"2026-03-04T16:25:00+07:00","#
          + #""message":"019cb8a0-0000-7000-8000-000000000111","position":1,"unit":"u"}"#
      ])
  }

  @Test func `a task line has the keys of the contract`() async throws {
    door.reply(ListTasks.self, TaskListAnswer(tasks: [Samples.task]))
    let finding = Samples.finding
    let result = await terminal.run(
      [
        "task", "list", "--unit", "u", "--state", "open", "--finding", finding.description,
        "--json",
      ])
    #expect(
      result.out == [
        #"{"case":"019cb8a0-0000-7000-8000-000000000001","#
          + #""createdAt":"2026-03-04T16:25:00+07:00","dueAt":"2026-03-31T23:59:59+07:00","#
          + #""finding":"019cb8a0-0000-7000-8000-000000000001","findingNumber":"F-2026-000001","kind":"follow-up","#
          + #""number":"T-2026-000001","provisional":true,"reasons":[{"basis":"UU 23/2014","#
          + #""rule":"competent-authority","text":"penerbit izin pirt di 17.02 (tempat 2)"}],"#
          + #""state":"open","task":"019cb8a0-0000-7000-8000-000000000201","unit":"pemda-17.02"}"#
      ])
    #expect(
      try door.asked(ListTasks.self)
        == [ListTasks(unit: UnitID("u"), state: .open, finding: finding)])
  }

  @Test func `a page of tasks that is not the last says how it goes on`() async throws {
    door.reply(
      ListTasks.self, TaskListAnswer(tasks: [Samples.task], next: "T-2026-000001"))
    let result = await terminal.run(
      ["task", "list", "--limit", "1", "--after", "T-2026-000009", "--lang", "en"])
    #expect(result.out.last == "More: --after T-2026-000001")
    #expect(try door.asked(ListTasks.self) == [ListTasks(after: "T-2026-000009", limit: 1)])
  }

  @Test func `tasks read as a table and a task with its history`() async {
    door.reply(ListTasks.self, TaskListAnswer(tasks: [Samples.task]))
    door.reply(ShowTask.self, Samples.task)
    let list = await terminal.run(["task", "list"])
    #expect(
      list.out == [
        "Tugas          Unit         Keadaan  Temuan         Tenggat",
        "T-2026-000001  pemda-17.02  terbuka  F-2026-000001  31 Mar 2026 23.59 WIB"
          + " (sementara: belum ada daftar hari libur)",
      ])
    let task = await terminal.run(["task", "show", "T-2026-000001", "--lang", "en"])
    #expect(
      task.out == [
        "T-2026-000001  open", "  Unit     pemda-17.02",
        "  Due      31 Mar 2026 23:59 WIB (provisional: no holiday table yet)",
        "  Created  4 Mar 2026 16:25 WIB",
        "  Finding  F-2026-000001",
        "  - issues the permit pirt in 17.02 (place 2); basis: UU 23/2014", "History",
        "  4 Mar 2026 16:25 WIB  open",
        "  6 Mar 2026 10:00 WIB  cancelled    the finding was withdrawn",
      ])
  }

  @Test func `the steps of a task send their fields`() async throws {
    door.reply(AcceptTask.self, Samples.task)
    door.reply(RedirectTask.self, Samples.task)
    door.reply(ReportTask.self, Samples.task)
    door.reply(CompleteTask.self, Samples.task)
    door.reply(AddTaskNote.self, Samples.task)
    let file = try terminal.file("laporan.json", "laporan")
    let lines: [[String]] = [
      ["task", "accept", "T-1"], ["task", "redirect", "T-1", "--to", "pemda-17", "--reason", "r"],
      ["task", "report", "T-1", "--file", file], ["task", "complete", "T-1", "--note", "n"],
      ["task", "note", "T-1", "--text", "t"],
    ]
    for line in lines {
      #expect(await terminal.run(line + ["--as", "pemda-17.02"]).status == .done)
    }
    #expect(try door.asked(AcceptTask.self) == [AcceptTask(task: "T-1")])
    #expect(
      try door.asked(RedirectTask.self)
        == [RedirectTask(task: "T-1", to: UnitID("pemda-17"), reason: "r")])
    #expect(try door.asked(ReportTask.self) == [ReportTask(task: "T-1")])
    #expect(try door.asked(CompleteTask.self) == [CompleteTask(task: "T-1", note: "n")])
    #expect(try door.asked(AddTaskNote.self) == [AddTaskNote(task: "T-1", text: "t")])
    #expect(door.asked[2].document == Array("laporan".utf8))
  }

  @Test func `the local operator acts on a task as the task's own unit`() async {
    door.reply(ShowTask.self, Samples.task)
    door.reply(AcceptTask.self, Samples.task)
    #expect(await terminal.run(["task", "accept", "T-1"]).status == .done)
    #expect(door.asked.last?.head.unit == UnitID("pemda-17.02"))
  }
}
