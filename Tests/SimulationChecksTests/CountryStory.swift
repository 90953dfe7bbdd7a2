import Bus
import Domain
import Events
import Log
import ServiceRuntime
import SimulationChecks
import TestSupport
import Testing

/// What happens in the sample country, and the record of it that its clients keep.
actor CountryStory {
  private let system: TestSystem
  private var history: CountryHistory
  private var readers: [(unit: UnitID, reader: UnitReader)] = []
  private var commandCount = 0

  init(_ system: TestSystem) {
    self.system = system
    history = CountryHistory(now: system.clock.now)
  }

  func tell() async throws {
    for unit in ["pusat-deputi-3", "pemda-17.02", "pemda-13"] as [UnitID] {
      readers.append((unit, try await system.reader(of: unit)))
    }
    try await ordinaryFindings()
    try await changedCountry()
    try await tasks()
    try await confidence()
    try await quarantine()
    try await terms()
  }

  /// Reads the mailboxes to their ends.
  func end() async throws -> CountryHistory {
    for (unit, reader) in readers {
      let count = try await system.inbox(unit).count
      try await eventually("\(unit) has read \(count) messages") {
        reader.entries.count >= count
      }
      history.received.append((unit, ReceivedMailbox(reader.entries.map(ReceivedMessage.init))))
      await reader.close()
    }
    history.now = system.clock.now
    return history
  }

  // MARK: What happens

  private func ordinaryFindings() async throws {
    let crackers = SampleFinding(
      foundAt: "2026-03-04T07:20:00+07:00", product: "kerupuk merah", substance: "rhodamin-b",
      places: [
        .init("found", "17.02", "market"),
        .init("produced", "17.02", "home-industry", permit: "pirt"),
      ])
    let first = try await report(crackers, by: "pom-rejang-lebong", times: 3)
    try await system.settle()
    var more = crackers
    more.kilograms = 60
    try await step(
      AmendFinding(finding: first.description), by: "pom-rejang-lebong", document: try more.json())
    var words = more
    words.product = "kerupuk merah"
    words.places[0].facility = "stall"
    try await step(
      AmendFinding(finding: first.description), by: "pom-rejang-lebong", document: try words.json())
    try await laboratory(.positive, of: first, by: "pom-bengkulu")
    try await step(CloseFinding(finding: first.description), by: "pom-rejang-lebong")

    var clean = crackers
    clean.test = ("rapid", "negative")
    let negative = try await report(clean, by: "pom-rejang-lebong")
    try await laboratory(.positive, of: negative, by: "pom-rejang-lebong")
    try await report(clean, by: "pom-bengkulu")

    let refuted = try await report(crackers, by: "pom-bengkulu")
    try await system.settle()
    try await laboratory(.negative, of: refuted, by: "pom-bengkulu")
    try await step(CloseFinding(finding: refuted.description), by: "pom-bengkulu")

    var wrong = crackers
    wrong.places[0].region = "17.2"
    try await send(ReportFinding(), as: "pom-bengkulu", document: try wrong.json())
    try await system.settle()
  }

  /// A decree and a new region in the middle of cases.
  private func changedCountry() async throws {
    let tofu = SampleFinding(
      foundAt: "2026-03-04T07:00:00+07:00", product: "tahu", substance: "formalin",
      places: [.init("found", "13.03", "market")])
    let finding = try await report(tofu, by: "pom-sijunjung")
    try await record(
      .coordinator(
        CoordinatorFact(
          loka: "pom-sijunjung", coordinator: "pom-payakumbuh",
          from: try time("2026-03-04T07:30:00+07:00"), decree: "Keputusan uji 1/2026",
          certainty: .regulation, source: "test")))
    let from = try time("2026-03-01T00:00:00+07:00")
    let region = try region("13.88")
    try await record(
      .region(
        RegionFact(
          code: region, level: .regency, name: "Baru", latitudeDegrees: -1,
          longitudeDegrees: 100, validity: Validity(from: from), certainty: .regulation,
          source: "test")))
    try await record(
      .unit(
        UnitFact(
          id: .pemda(region), kind: .regencyGovernment, name: "Baru", seat: nil,
          validity: Validity(from: from), regulation: "test", certainty: .regulation,
          source: "test")))
    try await record(
      .area(
        AreaFact(
          unit: "pom-padang", regions: [region], from: from, until: nil, certainty: .regulation,
          source: "test")))
    try await system.settle()
    try await laboratory(.positive, of: finding, by: "pom-sijunjung")
    var elsewhere = tofu
    elsewhere.places = [.init("found", "13.88", "market"), .init("produced", "13.03", "plant")]
    try await report(elsewhere, by: "pom-sijunjung")
    try await system.settle()
  }

  private func tasks() async throws {
    var noodles = SampleFinding(
      foundAt: "2026-03-04T07:30:00+07:00", product: "mi basah", substance: "boraks",
      places: [
        .init("found", "17.71", "stall"), .init("found", "17.03", "stall"),
        .init("produced", "17.08", "home-industry"),
      ])
    noodles.activity = "outbreak"
    let finding = try await report(noodles, by: "pom-bengkulu")
    try await system.settle()
    let tasks = try await system.tasks(of: finding)
    try await send(AcceptTask(task: tasks[0].number), as: tasks[0].unit, times: 2)
    try await send(
      AddTaskNote(task: tasks[0].number, text: "sudah ditelepon"), as: "pom-bengkulu")
    try await send(
      RedirectTask(task: tasks[1].number, to: "pemda-17.01", reason: "bukan wilayah kami"),
      as: tasks[1].unit)
    try await send(
      ReportTask(task: tasks[2].number), as: tasks[2].unit, document: Array("sudah ditindak".utf8))
    try await system.settle()
    noodles.kilograms = 80
    try await step(
      AmendFinding(finding: finding.description), by: "pom-bengkulu", document: try noodles.json())
    try await system.settle()
    let message = try #require(try await system.inbox("pemda-17.08").first)
    for _ in 0..<2 {
      try await send(AcknowledgeMessage(message: message.message.description), as: "pemda-17.08")
    }
    try await step(
      WithdrawFinding(finding: finding.description, reason: "salah uji"), by: "pom-bengkulu")
    try await system.settle()
  }

  private func confidence() async throws {
    var secret = SampleFinding(
      foundAt: "2026-03-04T07:20:00+07:00", product: "kerupuk", substance: "rhodamin-b",
      places: [.init("found", "17.02", "market")])
    secret.group = ["pom-bengkulu", "pusat-inspektorat"]
    let finding = try await report(secret, by: "pom-rejang-lebong")
    try await system.settle()
    try await step(OpenFinding(finding: finding.description), by: "pom-bengkulu")
    try await report(secret, by: "pom-rejang-lebong")
    try await system.settle()
  }

  /// A record for a later program, and what waits behind it.
  private func quarantine() async throws {
    let finding = try await report(.lontong(at: "2026-03-04T07:40:00+07:00"), by: "pom-payakumbuh")
    try await system.settle()
    try await system.stop(.findings)
    let id = try #require(ID<Finding>(finding.description))
    try await system.append(
      [
        NewRecord(
          typeCode: 299, minReader: 99, subject: id.bytes, payload: Array("?".utf8))
      ], to: .findings)
    try await system.start(.findings)
    var more = SampleFinding.lontong(at: "2026-03-04T07:40:00+07:00")
    more.kilograms = 60
    try await step(
      AmendFinding(finding: finding.description), by: "pom-payakumbuh", document: try more.json())
    try await system.settle(allowingWaiting: true)
  }

  /// The terms of what is still open end.
  private func terms() async throws {
    system.clock.set(try time("2026-05-04T08:00:00+07:00"))
    try await eventually("all timers have fired") {
      let liaison = try await self.system.status(.liaison).timersOverdue
      return try await self.system.status(.notifier).timersOverdue == 0 && liaison == 0
    }
    try await system.settle(allowingWaiting: true)
  }

  // MARK: Commands

  @discardableResult
  private func report(
    _ finding: SampleFinding, by unit: UnitID, times: Int = 1
  ) async throws -> ID<Finding> {
    try #require(
      try await send(
        ReportFinding(), as: unit, document: try finding.json(), times: times)
    ).id
  }

  private func step(
    _ content: some Command, by unit: UnitID, document: [UInt8] = []
  ) async throws {
    _ = try #require(try await send(content, as: unit, document: document))
  }

  private func laboratory(
    _ result: TestResult, of finding: ID<Finding>, by unit: UnitID
  ) async throws {
    try await step(
      RecordTest(finding: finding.description, kind: .lab, result: result), by: unit)
  }

  private func record(_ fact: RegistryFact) async throws {
    let document = try EventCoding.encode(fact)
    _ = try #require(try await send(ImportRegistryFacts(), as: nil, document: document))
  }

  /// - Returns: `nil` when it was refused.
  @discardableResult
  private func send<Content: Command>(
    _ content: Content, as unit: UnitID?, document: [UInt8] = [], times: Int = 1
  ) async throws -> Content.Answer? {
    commandCount += 1
    let service = try #require(Content.service)
    var command = try CommandRecord(
      content, to: service, as: unit, id: "story-\(commandCount)", document: document)
    command.firstSentAt = system.clock.now
    var last: [UInt8]?
    for _ in 0..<times {
      command.sentCount += 1
      do {
        let answer = try await system.client.askBytes(
          command.head, at: system.directory.address(of: service).door,
          document: document.isEmpty ? nil : document)
        command.outcomes.append(.accepted(answer))
        last = answer
      } catch let refusal as Refusal {
        command.outcomes.append(.refused(refusal))
      }
    }
    command.answeredAt = system.clock.now
    history.commands.append(command)
    return try last.map { try EventCoding.decode(Content.Answer.self, from: $0) }
  }

  private func time(_ text: String) throws -> Timestamp {
    try #require(Timestamp(rfc3339: text))
  }

  private func region(_ text: String) throws -> RegionCode { try #require(RegionCode(text)) }
}

extension SampleFinding {
  fileprivate static func lontong(at foundAt: String) -> SampleFinding {
    var finding = SampleFinding.lontong
    finding.foundAt = foundAt
    return finding
  }
}
