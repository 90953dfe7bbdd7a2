import Domain
import Events
import Foundation
import Localization
import ServiceRuntime
import Testing

@testable import TerpaduCommands

/// The rules of `doctor`, from facts to items.
@Suite struct DoctorTests {
  private static let now = Samples.time("2026-03-04T17:00:00+07:00")

  /// A system on a good day, with three months of history.
  private static func healthy() -> DoctorFacts {
    var facts = DoctorFacts(data: "/d", now: now)
    facts.isSupervised = true
    facts.disk = DiskSpace(freeBytes: 50 << 30, isReadOnly: false)
    facts.backup = .made(
      at: Samples.time("2026-03-04T02:00:00+07:00"), directory: "/backup", isPresent: true)
    for service in ServiceName.allCases {
      var status = Samples.status(service, registry: 10, findings: 10)
      status.time = TimeText(now)
      status.timersOverdue = 0
      status.walBytes = 64 << 20
      status.links = status.links.map { link in
        var link = link
        link.held = 0
        return link
      }
      facts.answers[service] = .init(status: status, receivedAt: now)
      var survey = FileSurvey(service: service)
      survey.createdAt = Samples.time("2025-12-01T08:00:00+07:00")
      survey.lastRecordAt = Samples.received
      survey.bytes = 8 << 20
      survey.bytesPerDay = 10 << 20
      survey.calendarYears = [2026, 2027]
      survey.units = 3
      survey.unitsWithoutKey = [UnitID("pemda-17"), UnitID("pemda-17.02")]
      facts.surveys[service] = survey
    }
    return facts
  }

  private struct Change: Sendable, CustomTestStringConvertible {
    var expected: String
    var remedy: String?
    var change: @Sendable (inout DoctorFacts) -> Void
    var testDescription: String { expected }

    /// - Parameter expected: `word state` or `word state service source`.
    init(
      _ expected: String, remedy: String? = nil,
      _ change: @escaping @Sendable (inout DoctorFacts) -> Void
    ) {
      self.expected = expected
      self.remedy = remedy
      self.change = change
    }

    static func link(
      _ expected: String, remedy: String? = nil,
      _ change: @escaping @Sendable (inout ServiceStatus.Link) -> Void
    ) -> Change {
      Change(expected, remedy: remedy) { change(&$0.answers[.watch]!.status.links[1]) }
    }
  }

  private static let changes: [Change] = [
    Change("restore-unfinished error") { $0.unfinishedRestore = "terpadu restore /backup" },
    Change("system-stopped error") {
      $0.isSupervised = false
      $0.answers = [:]
    },
    Change("system-stopped error", remedy: "exercise-stopped") {
      $0.instance = Instance(
        exercise: .init(realAnchor: now, exerciseAnchor: now, rate: 1))
      $0.isSupervised = false
      $0.answers = [:]
    },
    Change("service-down error liaison") { $0.answers[.liaison] = nil },
    Change("service-down error liaison", remedy: "service-frozen") {
      $0.answers[.liaison] = nil
      $0.unanswering[.liaison] = 4711
    },
    Change("file-missing error watch") {
      $0.surveys[.watch]?.fault = .init(name: "missing", parameters: ["file": "/d/w"])
    },
    Change("file-newer-file error watch") {
      $0.surveys[.watch]?.fault = .init(name: "newer-file", parameters: ["found": "3"])
    },
    Change("file-unreadable error registry") {
      $0.surveys[.registry]?.fault = .init(name: "unreadable", parameters: ["detail": "x"])
    },
    Change("file-damaged error registry") {
      $0.surveys[.registry]?.fault = .init(name: "damaged", parameters: ["detail": "page 4"])
    },
    Change("state-unknown warning") { $0.answers[.liaison] = nil },
    Change("clock-behind warning findings") {
      $0.surveys[.findings]?.lastRecordAt = now.adding(.seconds(30))
    },
    Change("clock-behind error findings") {
      $0.surveys[.findings]?.lastRecordAt = now.adding(.seconds(90_000))
    },
    Change("clock-behind error watch") {
      $0.surveys[.watch]?.createdAt = now.adding(.seconds(3_600))
    },
    Change("clock-skew warning notifier") {
      $0.answers[.notifier]?.status.time = TimeText(now.adding(.seconds(-5)))
    },
    Change("clock-skew error notifier") {
      $0.answers[.notifier]?.status.time = TimeText(now.adding(.seconds(86_400)))
    },
    Change("wal-grown warning findings") { $0.answers[.findings]?.status.walBytes = 65 << 20 },
    Change("wal-grown error findings") { $0.answers[.findings]?.status.walBytes = 1_025 << 20 },
    Change("disk-read-only error") { $0.disk?.isReadOnly = true },
    Change("disk-low warning") { $0.disk?.freeBytes = 900 << 20 },
    Change("disk-low error") { $0.disk?.freeBytes = 100 << 20 },
    // 50 GiB are not much for 10 GiB a day.
    Change("disk-low error") { $0.surveys[.watch]?.bytesPerDay = 10 << 30 },
    Change("disk-low warning") { $0.surveys[.watch]?.bytesPerDay = 2 << 30 },
    .link("link-down error watch findings") {
      $0.state = "down"
      $0.silenceMilliseconds = 6_000
    },
    .link("link-down error watch findings") { $0.state = "connecting" },
    .link("link-lag warning watch findings") {
      $0.state = "catching-up"
      $0.head = 20_000
    },
    .link("link-stopped error watch findings", remedy: "link-older-head") {
      $0.state = "stopped"
      $0.reason = "older-head"
    },
    .link("link-stopped error watch findings", remedy: "link-epoch") {
      $0.state = "stopped"
      $0.reason = "epoch"
    },
    .link("link-stopped error watch findings", remedy: "link-fork") {
      $0.state = "stopped"
      $0.reason = "a reason of tomorrow"
    },
    .link("records-quarantined error watch findings") { $0.quarantined = 1 },
    .link("records-held warning watch findings") {
      $0.held = 2
      $0.heldSince = TimeText(now.adding(.seconds(-120)))
    },
    .link("records-held error watch findings") {
      $0.held = 2
      $0.heldSince = TimeText(now.adding(.seconds(-7_200)))
    },
    Change("timers-overdue warning liaison") {
      $0.answers[.liaison]?.status.timersOverdue = 1
      $0.answers[.liaison]?.status.timersOverdueSince = TimeText(now.adding(.seconds(-300)))
    },
    Change("timers-overdue error liaison") {
      $0.answers[.liaison] = nil
      $0.surveys[.liaison]?.timersOverdue = 1
      $0.surveys[.liaison]?.timersOverdueSince = now.adding(.seconds(-7_200))
    },
    Change("sockets-lost error registry") {
      $0.answers[.registry]?.status.counters["doors-lost"] = 1
    },
    Change("backup-none warning") { $0.backup = .none },
    Change("backup-unreadable warning") { $0.backup = .unreadable },
    Change("backup-gone warning") {
      $0.backup = .made(at: now, directory: "/backup", isPresent: false)
    },
    Change("backup-old warning") {
      $0.backup = .made(at: now.adding(.seconds(-172_800)), directory: "/b", isPresent: true)
    },
    Change("backup-old error") {
      $0.backup = .made(at: now.adding(.seconds(-864_000)), directory: "/b", isPresent: true)
    },
    Change("holidays-missing error") { facts in
      for service in ServiceName.allCases { facts.surveys[service]?.calendarYears = [2027] }
    },
    Change("contacts-missing warning") {
      $0.surveys[.notifier]?.waitingMail = ["pemda-17.02": 4, "kemendag": 1]
    },
    Change("mailbox-unread warning") {
      $0.surveys[.notifier]?.unreadMail = [
        UnreadMail(unit: UnitID("pemda-17"), count: 1, since: now),
        UnreadMail(unit: UnitID("pom-padang"), count: 4, since: now),
      ]
    },
    // The way out of a stop is told before the services run again.
    Change("link-stopped error liaison watch", remedy: "link-fork") {
      $0.answers[.liaison] = nil
      var link = FileSurvey.Link(source: .watch, position: 9)
      link.reason = "fork"
      $0.surveys[.liaison]?.links = [link]
    },
  ]

  private func shown(_ item: DoctorItem) -> String {
    [
      item.word, item.state.rawValue, item.service?.rawValue, item.source?.rawValue,
    ].compactMap(\.self).joined(separator: " ")
  }

  @Test func `on a good day every topic is looked at and nothing is wrong`() {
    let diagnosis = Diagnosis(facts: Self.healthy())
    #expect(diagnosis.state == .ok, "\(diagnosis.items.filter { $0.state != .ok })")
    #expect(
      diagnosis.items.map(\.word) == [
        "files", "services", "clock", "disk", "links", "waiting", "timers", "backup", "holidays",
        "contacts",
      ])
    #expect(diagnosis.items.allSatisfy { $0.remedy == nil })
  }

  @Test(arguments: changes)
  private func `what is wrong is found, with its weight and with what to do`(_ change: Change) {
    var facts = Self.healthy()
    change.change(&facts)
    let problems = Diagnosis(facts: facts).items.filter { $0.state != .ok }
    let found = problems.first { shown($0) == change.expected }
    #expect(found != nil, "\(problems.map(shown))")
    guard let found else { return }
    #expect(found.remedy == change.remedy ?? found.word)
    for language in Language.allCases {
      let localizer = Localizer(language)
      for text in [
        localizer.sentence(.doctor, found.word, found.parameters),
        localizer.sentence(.remedy, found.remedy ?? "", found.parameters),
      ] { #expect(text.count > 15 && !text.contains("="), "\(text)") }
    }
    // One cause, one item; of a service that is down one item says what is not known.
    let causes = problems.filter { $0.word != "state-unknown" || $0 == found }
    #expect(causes.count <= 2, "\(problems.map(shown))")
  }

  @Test func `what is not known of a service that is down is not called well`() {
    var facts = Self.healthy()
    facts.answers[.liaison] = nil
    var items = Diagnosis(facts: facts).items
    #expect(!items.contains { ["links", "waiting", "timers"].contains($0.word) })
    #expect(items.first { $0.word == "state-unknown" }?.parameters["services"] == "liaison")
    facts.answers = [:]
    items = Diagnosis(facts: facts).items
    #expect(!items.contains { ["links", "waiting", "timers"].contains($0.word) })
    #expect(
      items.first { $0.word == "state-unknown" }?.parameters["services"]
        == "registry, findings, watch, liaison, notifier")
  }

  @Test func `a clock that is behind is told to the second`() {
    var facts = Self.healthy()
    facts.surveys[.findings]?.lastRecordAt = Self.now.adding(.seconds(30))
    let item = Diagnosis(facts: facts).items.first { $0.word == "clock-behind" }
    let localizer = Localizer(.en)
    #expect(
      localizer.sentence(.doctor, "clock-behind", item?.parameters ?? [:])
        == "the clock shows 4 Mar 2026 17:00:00 WIB, but findings wrote at 4 Mar 2026 17:00:30 WIB"
        + " (30 s apart)")
  }

  @Test func `next year's holidays are asked for from October on, and needed in December`() {
    for (date, state) in [
      ("2026-09-30", nil), ("2026-10-01", DoctorItem.State.warning), ("2026-12-01", .error),
    ] {
      var facts = Self.healthy()
      facts.now = Samples.time("\(date)T08:00:00+07:00")
      for service in ServiceName.allCases { facts.surveys[service]?.calendarYears = [2026] }
      let item = Diagnosis(facts: facts).items.first { $0.word == "holidays-missing" }
      #expect(item?.state == state, "\(date)")
      if state != nil { #expect(item?.parameters["year"] == "2027") }
    }
  }

  @Test func `in an exercise the clock is its own, and waiting is measured in real time`() {
    var facts = Self.healthy()
    facts.instance = Instance(
      exercise: .init(realAnchor: Self.now, exerciseAnchor: Self.now, rate: 600))
    for service in ServiceName.allCases {
      facts.answers[service]?.status.time = TimeText(Self.now.adding(.seconds(300)))
    }
    facts.answers[.watch]?.status.links[1].held = 1
    facts.answers[.watch]?.status.links[1].heldSince = TimeText(Self.now.adding(.seconds(-600)))
    let diagnosis = Diagnosis(facts: facts)
    #expect(diagnosis.state == .ok, "\(diagnosis.items)")
    #expect(diagnosis.items.contains { $0.word == "clock-exercise" })
  }

  @Test func `how fast young files grow is not guessed`() {
    var facts = Self.healthy()
    for service in ServiceName.allCases { facts.surveys[service]?.bytesPerDay = nil }
    let diagnosis = Diagnosis(facts: facts)
    #expect(diagnosis.state == .ok)
    #expect(diagnosis.items.contains { $0.word == "disk-young" })
  }

  @Test func `a service of another host is not missed here`() {
    var facts = Self.healthy()
    facts.elsewhere = [.registry]
    facts.answers[.registry] = nil
    facts.surveys[.registry] = nil
    let diagnosis = Diagnosis(facts: facts)
    #expect(diagnosis.state == .ok, "\(diagnosis.items)")
    #expect(diagnosis.items.contains { shown($0) == "service-elsewhere ok registry" })
  }

  @Test func `what is written while doctor asks does not make the clock seem behind`() async throws
  {
    let terminal = Terminal()
    for service in ServiceName.allCases {
      terminal.door.reply(ShowStatus.self, by: service) { [weak terminal] _ in
        terminal?.advance(.seconds(10))
        return try EventCoding.encode(Samples.status(service, registry: 10, findings: 10))
      }
      var survey = FileSurvey(service: service)
      survey.lastRecordAt = Terminal.start.adding(.seconds(30))
      let seen = String(decoding: try EventCoding.encode(survey), as: UTF8.self)
      let program = try terminal.file(
        "terpadu-\(service.rawValue)", "#!/bin/sh\ncat << 'END'\n\(seen)\nEND\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
    }
    let result = await terminal.run(["doctor", "--data", terminal.folder.path, "--json"])
    let items = try #require(try result.json()["items"] as? [[String: Any]])
    let words = items.compactMap { $0["word"] as? String }
    #expect(words.contains("clock") && words.contains("files"), "\(items)")
  }

  @Test func `without a data directory there is one item`() async throws {
    let terminal = Terminal()
    let missing = terminal.folder.path + "/nothing"
    let result = await terminal.run(["doctor", "--data", missing, "--json"])
    #expect(result.status == .failed)
    let object = try result.json()
    #expect(object["state"] as? String == "error")
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items.map { $0["word"] as? String } == ["data-missing"])
    #expect((items[0]["todo"] as? String)?.contains("terpadu up") == true)
  }

  @Test func `the printout begins with the worst and says what to do`() {
    var facts = Self.healthy()
    facts.backup = .none
    facts.answers[.liaison] = nil
    let lines = DoctorPrintout(diagnosis: Diagnosis(facts: facts)).lines(Localizer(.id))
    #expect(lines[0] == "GANGGUAN  service-down: liaison tidak menjawab")
    #expect(lines[1].hasPrefix("    → baca /d/logs/liaison.log"))
    #expect(lines[2].hasPrefix("PERHATIAN  state-unknown: "))
    #expect(lines[4].hasPrefix("PERHATIAN  backup-none: "))
    #expect(lines[6].hasPrefix("BAIK  files: "))
  }

  @Test func `a missing file comes before the advice to start`() {
    var facts = Self.healthy()
    facts.isSupervised = false
    facts.answers = [:]
    facts.surveys[.watch]?.fault = .init(name: "missing", parameters: ["file": "/d/w"])
    let problems = Diagnosis(facts: facts).items.filter { $0.state == .error }
    #expect(problems.map(\.word) == ["file-missing", "system-stopped"])
  }

  @Test func `a log that was put back is adopted after the start`() {
    var facts = Self.healthy()
    var link = FileSurvey.Link(source: .watch, position: 9)
    link.reason = "epoch"
    facts.surveys[.liaison]?.links = [link]
    facts.answers[.liaison] = nil
    func remedy() -> String? {
      Diagnosis(facts: facts).items.first { $0.word == "link-stopped" }?.remedy
    }
    #expect(remedy() == "link-epoch")
    facts.isSupervised = false
    facts.answers = [:]
    #expect(remedy() == "link-epoch-stopped")
  }

  @Test(arguments: Language.allCases)
  func `what was accepted is kept by the way out that is named first`(language: Language) throws {
    let localizer = Localizer(language)
    let inPlace = "terpadu restore --in-place --service findings"
    for word in ["link-older-head", "link-fork"] {
      let text = localizer.sentence(.remedy, word, ["source": "findings"])
      let first = try #require(text.firstRange(of: "terpadu restore"))
      #expect(text[first.lowerBound...].hasPrefix(inPlace), "\(text)")
    }
    for rule in ["adopt-same-epoch", "adopt-older-epoch"] {
      let text = localizer.sentence(.refusal, rule, ["source": "findings", "epoch": "1"])
      #expect(text.contains(inPlace), "\(text)")
    }
  }
}
