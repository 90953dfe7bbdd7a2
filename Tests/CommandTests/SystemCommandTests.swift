import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

@testable import TerpaduCommands

@Suite struct SystemCommandTests {
  private let door = FakeDoor()
  private let terminal: Terminal

  init() { terminal = Terminal(door) }

  @Test func `status shows each service, its lag and what is held`() async throws {
    for service in ServiceName.allCases {
      door.reply(ShowStatus.self, by: service, Samples.status(service, registry: 10, findings: 7))
    }
    let result = await terminal.run(["status", "--data", "/d"])
    #expect(result.status == .done)
    #expect(
      result.out.prefix(4) == [
        "Sistem pada /d", "  registry  log 10", "  findings  log 10  registry langsung",
        "  watch     log 10  registry langsung; findings langsung, tertinggal 3, 2 menunggu",
      ])
    let object = try await terminal.run(["status", "--data", "/d", "--json"]).json()
    #expect(object["up"] as? Bool == true)
    let services = try #require(object["services"] as? [[String: Any]])
    #expect(services.map { $0["service"] as? String } == ServiceName.allCases.map(\.rawValue))
    let links = try #require(services[2]["links"] as? [[String: Any]])
    #expect(links[1]["lag"] as? Int == 3)
  }

  @Test func `a service without an answer is down and the status is 1`() async throws {
    door.reply(ShowStatus.self, by: .registry, Samples.status(.registry))
    let result = await terminal.run(["status", "--lang", "en", "--data", "/d"])
    #expect(result.status == .failed)
    #expect(result.out[2] == "  findings  DOWN")
    let object = try await terminal.run(["status", "--json"]).json()
    #expect(object["up"] as? Bool == false)
    let services = try #require(object["services"] as? [[String: Any]])
    #expect(services[1]["state"] as? String == "down")
  }

  @Test func `a trace merges the hops of all services in the order of time`() async throws {
    let later = TimeText(Samples.time("2026-03-04T16:25:00.012+07:00"))
    door.reply(
      TraceFinding.self, by: .findings,
      TraceAnswer(
        hops: [
          TraceHop(
            service: .findings, log: Samples.log, sequence: 7, type: "finding.reported",
            committedAt: TimeText(Samples.received), publishedAt: later,
            cause: [Samples.position(3)])
        ], applied: []))
    door.reply(
      TraceFinding.self, by: .watch,
      TraceAnswer(
        hops: [
          TraceHop(
            service: .watch, log: Samples.log, sequence: 4, type: "alert.raised",
            committedAt: later, publishedAt: nil, cause: [])
        ], applied: [.init(source: .findings, sequence: 7, at: later)]))
    door.reply(
      TraceFinding.self, by: .notifier,
      TraceAnswer(
        hops: [], applied: [],
        deliveries: [
          .init(
            unit: UnitID("pemda-17.02"), position: 1, message: Samples.entry(1).message,
            kind: "alert", storedAt: later, deliveredAt: nil, acknowledgedAt: nil)
        ]))
    door.reply(TraceFinding.self, by: .registry, TraceAnswer(hops: [], applied: []))
    let id = Samples.finding.description

    let partial = await terminal.run(["trace", id])
    #expect(partial.status == .unreachable)
    #expect(partial.err.first?.contains("liaison tidak menjawab") == true)
    #expect(
      partial.out == [
        "Jejak temuan \(id)",
        "  findings #7  finding.reported  tersimpan 4 Mar 2026 16.25 WIB, terbit +12 ms",
        "      diterapkan watch +12 ms", "  watch #4  alert.raised  tersimpan +12 ms",
        "Kotak masuk", "  pemda-17.02  #1  peringatan  masuk +12 ms  belum diambil",
      ])

    door.reply(TraceFinding.self, by: .liaison, TraceAnswer(hops: [], applied: []))
    let whole = await terminal.run(["trace", id, "--json"])
    #expect(whole.status == .done)
    let object = try whole.json()
    #expect(object["silent"] as? [String] == [])
    let hops = try #require(object["hops"] as? [[String: Any]])
    #expect(hops.map { $0["service"] as? String } == ["findings", "watch"])
    let applied = try #require(hops[0]["applied"] as? [[String: Any]])
    #expect(applied.first?["service"] as? String == "watch")
  }

  @Test func `a trace takes a finding's or a task's number`() async throws {
    door.reply(ShowFinding.self, Samples.view)
    door.reply(ShowTask.self, Samples.task)
    for service in ServiceName.allCases {
      door.reply(TraceFinding.self, by: service, TraceAnswer(hops: [], applied: []))
    }
    for number in ["F-2026-000001", "T-2026-000001"] {
      let result = await terminal.run(["trace", number])
      #expect(result.status == .refused, "nothing is known of it")
      #expect(try door.asked(TraceFinding.self).last?.subject == Samples.finding)
    }
  }

  @Test(arguments: [
    ["status"], ["down"], ["finding", "list"], ["inbox", "pemda-17.02"], ["missing"],
    ["quarantine", "list"], ["adopt", "findings"], ["who-covers", "17.02"],
  ])
  func `what is no data directory is called that, with the option, by every command that asks`(
    command: [String]
  ) async throws {
    let folder = terminal.folder.path
    let file = try terminal.file("notes.txt", "")
    let door = { @Sendable (data: DataDirectory) -> any Door in BusDoor(data: data) }
    for wrong in ["\(folder)/nowhere", folder, file] {
      let told = await terminal.run(command + ["--data", wrong], through: door)
      #expect(told.status == .unreachable)
      #expect(told.out.isEmpty)
      #expect(
        told.err == [
          "Belum terjawab: \(wrong) bukan folder data sistem; periksa --data atau TERPADU_DATA,"
            + " sistem baru dimulai dengan: terpadu up [--data, no-system]."
        ])
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/nowhere"))
    }
    _ = try terminal.file("instance.json", "{}")
    let down = await terminal.run(command + ["--data", folder], through: door)
    #expect(!(down.out + down.err).joined().contains("no-system"))
  }

  @Test func `down says when there is nothing to stop`() async throws {
    _ = try terminal.file("instance.json", "{}")
    let result = await terminal.run(["down", "--data", terminal.folder.path])
    #expect(result.status == .done)
    #expect(result.err == ["Tidak ada sistem yang berjalan pada \(terminal.folder.path)."])
  }

  @Test func `the clock of an exercise needs an exercise`() async throws {
    for (option, value) in [("--clock-start", "2026-03-04"), ("--clock-rate", "60")] {
      let result = await terminal.run(
        ["up", option, value, "--data", terminal.folder.path + "/d", "--json"])
      #expect(result.status == .refused)
      #expect(try result.errorJSON()["field"] as? String == option)
    }
    let wrong = await terminal.run(
      [
        "up", "--exercise", "--clock-start", "soon", "--data", terminal.folder.path + "/d",
        "--json",
      ])
    #expect(try wrong.errorJSON()["rule"] as? String == "not-a-time")
    #expect(!FileManager.default.fileExists(atPath: terminal.folder.path + "/d"))
  }
}
