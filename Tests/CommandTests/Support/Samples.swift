import Domain
import Events

/// Answers as services give them, for the red crackers of Rejang Lebong.
enum Samples {
  static let finding = id("019cb8a0-0000-7000-8000-000000000001", of: Finding.self)
  static let log = LogID(bytes: UUIDBytes(high: 1, low: 2))
  static let received = time("2026-03-04T16:25:00+07:00")

  static func id<Subject>(_ text: String, of _: Subject.Type) -> ID<Subject> {
    ID<Subject>(text)!
  }

  static func time(_ text: String) -> Timestamp { Timestamp(rfc3339: text)! }

  static func position(_ sequence: UInt64) -> LogPosition {
    LogPosition(log: log, sequence: sequence)
  }

  static let report = ReportAnswer(
    id: finding, number: "F-2026-000001", version: 1, caseID: finding.retyped(),
    state: .presumptive, flags: [.substanceUnmapped], position: position(7))

  static let change = FindingChangeAnswer(
    id: finding, number: "F-2026-000001", version: 2, state: .confirmed,
    changes: ["product.quantity"], position: position(9))

  static var document: FindingDocument {
    FindingDocument(
      activity: .distributionInspection, foundAt: time("2026-03-04T16:20:00+07:00"),
      places: [
        FindingPlace(
          role: .found, region: RegionCode("17.02"), facility: .market, name: "Pasar Atas"),
        FindingPlace(
          role: .produced, region: nil, facility: .homeIndustry,
          permit: Permit(type: PermitType(rawValue: "pirt"), number: "2061702010001-27")),
      ],
      product: FoodProduct(name: "kerupuk merah"),
      substance: SubstanceMention(given: "rhodamin-b", id: SubstanceID(rawValue: "rhodamin-b")))
  }

  static var view: FindingView {
    FindingView(
      id: finding, number: "F-2026-000001", version: 2, state: .confirmed,
      reporter: UnitID("pom-rejang-lebong"), foundAt: TimeText(document.foundAt),
      receivedAt: TimeText(received), held: false, flags: [.regionUnknown], document: document,
      history: [
        .init(
          version: 1, step: "reported", state: .presumptive, at: TimeText(received),
          by: UnitID("pom-rejang-lebong"), changes: [], reason: nil),
        .init(
          version: 2, step: "tested", state: .confirmed,
          at: TimeText(time("2026-03-17T09:00:00+07:00")), by: UnitID("pom-bengkulu"),
          changes: ["test"], reason: nil),
      ])
  }

  static func explanation(version: Int = 1) -> Explanation {
    let owner = Recipient(
      unit: UnitID("pom-rejang-lebong"), role: .action, roles: [.action], news: false,
      reasons: [
        RoutingReason(
          rule: .owner, role: .action, places: [0, 1], parameters: ["region": "17.02"],
          basis: "Peraturan BPOM 3/2025", certainty: .secondary)
      ])
    let pusat = Recipient(
      unit: .pusatDeputi3, role: .coordination, roles: [.coordination, .attention], news: true,
      reasons: [
        RoutingReason(rule: .pusatB2Trader, role: .coordination, places: [1], basis: "Pola"),
        RoutingReason(rule: .pusat, role: .attention, basis: ""),
      ])
    return Explanation(
      finding: finding, number: "F-2026-000001", version: version, state: .presumptive,
      held: false, riskClass: .classI, flags: [.lowCertainty],
      recipients: [
        AlertRecipient(pusat, kind: .alert), AlertRecipient(owner, kind: .alert),
      ],
      notTold: [
        NotTold(
          unit: UnitID("pom-bengkulu"), reason: .ownerAtAnotherTime,
          parameters: ["region": "17.02"])
      ])
  }

  static func entry(_ position: UInt64, acknowledged: Bool = false) -> InboxEntry {
    InboxEntry(
      position: position,
      message: id("019cb8a0-0000-7000-8000-0000000001\(10 + position)", of: Message.self),
      number: "M-2026-00000\(position)", kind: .alert, finding: finding,
      caseID: finding.retyped(), role: "action",
      reasons: [
        MessageReason(
          rule: "pemda-no-permit", parameters: ["region": "17.02", "places": "1"],
          basis: "Permendagri 41/2018 pasal 5")
      ],
      subject: MessageSubject(
        "alert-presumptive",
        ["substance": "rhodamin-b", "product": "kerupuk merah", "number": "F-2026-000001"]),
      refersTo: nil, exercise: false, createdAt: TimeText(received),
      acknowledgedAt: acknowledged ? TimeText(time("2026-03-05T08:00:00+07:00")) : nil)
  }

  static var task: TaskView {
    TaskView(
      task: id("019cb8a0-0000-7000-8000-000000000201", of: FollowUpTask.self),
      number: "T-2026-000001", unit: UnitID("pemda-17.02"), finding: finding,
      findingNumber: "F-2026-000001", caseID: finding.retyped(), kind: "follow-up", state: .open,
      dueAt: TimeText(time("2026-03-31T23:59:59+07:00")), provisional: true,
      createdAt: TimeText(received),
      reasons: [
        MessageReason(
          rule: "competent-authority",
          parameters: ["region": "17.02", "places": "2", "permit": "pirt"],
          basis: "UU 23/2014")
      ],
      history: [
        .init(state: .open, at: TimeText(received), by: nil, note: nil),
        .init(
          state: .cancelled, at: TimeText(time("2026-03-06T10:00:00+07:00")), by: nil,
          note: "finding-withdrawn"),
      ])
  }

  static func status(
    _ service: ServiceName, head: UInt64 = 10, registry: UInt64 = 0, findings: UInt64 = 0
  ) -> ServiceStatus {
    let positions: [ServiceName: UInt64] = [.registry: registry, .findings: findings]
    return ServiceStatus(
      service: service, pid: 42, version: "1", log: log, epoch: 1, head: head, exercise: false,
      startedAt: TimeText(received),
      links: service.follows.map { source in
        ServiceStatus.Link(
          source: source, state: "live", reason: nil, position: positions[source] ?? 0,
          head: 10, held: source == .findings ? 2 : 0, quarantined: 0)
      }, counters: ["dropped": 0])
  }

  static var whoCovers: WhoCoversAnswer {
    var answer = WhoCoversAnswer(
      region: RegionCode("17.02")!, name: "Kabupaten Rejang Lebong",
      at: TimeText(time("2026-03-04T16:20:00+07:00")), pemda: UnitID("pemda-17.02"),
      province: UnitID("pemda-17"))
    answer.owner = UnitID("pom-rejang-lebong")
    answer.ownerName = "Loka POM di Kabupaten Rejang Lebong"
    answer.standing["owner"] = .init(
      certainty: .secondary, source: "Peraturan BPOM 3/2025", established: true)
    answer.flags = ["history-not-established"]
    return answer
  }
}
