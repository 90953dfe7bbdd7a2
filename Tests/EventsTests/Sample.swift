import Domain
import Events

/// Values of the examples: fixed, so that the golden files never change by themselves.
enum Sample {
  static let time = Timestamp(milliseconds: 1_772_616_000_000)
  static let later = Timestamp(milliseconds: 1_774_285_199_000)
  static let log = LogID(bytes: UUIDBytes(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210))
  static let source = "Peraturan BPOM 3/2025"
  static let actor = Actor(
    unit: UnitID("pom-rejang-lebong"), person: id(9), function: Actor.Function(rawValue: "officer"),
    via: .gateway)
  static let hash = String(repeating: "5e", count: 32)
  static let regency: RegionCode = code("17.02")

  static func id<Subject>(_ number: UInt64, of _: Subject.Type = Subject.self) -> ID<Subject> {
    ID(bytes: UUIDBytes(high: 0x019C_B8F0_0000_7000, low: 0x8000_0000_0000_0000 | number))
  }

  static func code(_ text: String) -> RegionCode {
    RegionCode(text)!
  }

  static func date(_ text: String) -> CalendarDate {
    CalendarDate(text)!
  }

  static var validity: Validity { Validity(from: date("2025-03-20"), until: date("2030-01-01")) }

  static var permit: Permit { Permit(type: PermitType("pirt"), number: "2061702010001-27") }

  static var document: FindingDocument {
    FindingDocument(
      id: id(2), activity: .distributionInspection, trigger: .routine, foundAt: time,
      places: [
        FindingPlace(
          role: .produced, region: regency, facility: .homeIndustry, name: "Dapur Melati",
          permit: permit)
      ],
      product: FoodProduct(
        name: "kerupuk merah", quantity: Quantity(value: 6.5, unit: "kg")),
      substance: SubstanceMention(given: "Rhodamin B", id: SubstanceID("rhodamin-b")),
      test: test,
      secured: SecuredGoods(
        quantity: Quantity(value: 6.5, unit: "kg"), action: "destroyed-voluntarily"),
      confidential: true, group: [UnitID("pusat-inspektorat")], note: "Contoh.")
  }

  static var test: TestRecord {
    TestRecord(
      kind: .rapid, result: .positive, kit: "kit warna", reportNumber: "LHU-1/2026", at: time)
  }

  /// A document as a person sends it.
  static let original = "{\n  \"activity\": \"distribution-inspection\"\n}\n"

  static var finding: FindingSnapshot {
    var finding = FindingSnapshot(
      finding: id(2), number: "F-2026-000123", version: 1, state: .presumptive,
      reporter: UnitID("pom-rejang-lebong"), receivedAt: time, document: document, held: true,
      flags: [.historyNotEstablished])
    finding.owners = [UnitID("pom-rejang-lebong")]
    return finding
  }

  static var reason: RoutingReason {
    RoutingReason(
      rule: .competentAuthority, role: .action, places: [0],
      parameters: ["permit": "pirt", "region": "17.02"], basis: "PP 28/2025",
      certainty: .secondary)
  }

  static var alert: AlertContent {
    var content = AlertContent(
      alert: id(4), caseID: id(3), caseNumber: "K-2026-000045", snapshot: finding,
      receivedAt: time, occurredAt: time, riskClass: .classI)
    content.reason = "uji laboratorium negatif"
    content.flags = [.historyNotEstablished]
    content.recipients = [
      AlertRecipient(
        Recipient(
          unit: UnitID("pemda-17.02"), role: .action, roles: [.action], news: true,
          reasons: [reason]),
        kind: .alert)
    ]
    content.notTold = [
      NotTold(unit: UnitID("pom-bengkulu"), reason: .held, parameters: ["region": "17.02"])
    ]
    content.refersTo = id(5)
    return content
  }

  static var task: TaskSnapshot {
    TaskSnapshot(
      task: id(6), number: "T-2026-000078", unit: UnitID("pemda-17.02"), alert: alert,
      receivedAt: time, dueAt: later, zone: .wib, provisional: false, createdAt: time,
      reasons: [MessageReason(reason)])
  }

  static var posted: MessagesPosted {
    var posted = MessagesPosted(
      cause: .init(source: .watch, sequence: 41, event: id(9)), finding: id(2), caseID: id(3))
    posted.confidential = finding.confidential
    posted.firstNumber = "M-2026-000456"
    posted.subjects = [
      MessageSubject("alert-presumptive", ["number": "F-2026-000123", "substance": "rhodamin-b"])
    ]
    posted.reasons = [MessageReason(reason)]
    var entry = MessagesPosted.Entry(
      unit: UnitID("pemda-17.02"), position: 9, message: id(8), kind: .alert, zone: .wib)
    entry.role = RecipientRole.action.rawValue
    entry.reasons = [0]
    entry.refersTo = id(5)
    posted.entries = [entry]
    return posted
  }
}
