import Domain

/// A registry of the few true facts that the cases need: areas and coordinators of Peraturan BPOM
/// 3/2025, the permits' matrix, and one invented decree (case 5).
struct FakeJurisdiction: Jurisdiction, FindingVocabulary {
  /// Region → the UPT whose area it is.
  var owners: [String: String] = [
    "13.03": "pom-sijunjung", "13.76": "pom-payakumbuh", "13.71": "pom-padang",
    "17.02": "pom-rejang-lebong", "17.08": "pom-rejang-lebong", "17.03": "pom-bengkulu",
    "17.71": "pom-bengkulu", "31.71": "pom-jakarta", "31.74": "pom-jakarta",
    "32.10": "pom-bandung", "33.72": "pom-surakarta", "33.74": "pom-semarang",
    "61.01": "pom-sambas",
  ]
  /// Loka → its coordinators with the time from which each holds; `nil` ends a designation.
  var coordinators: [String: [(from: String, coordinator: String?)]] = [
    "pom-rejang-lebong": [("2020-01-01T00:00:00+07:00", "pom-bengkulu")],
    "pom-sambas": [("2020-01-01T00:00:00+07:00", "pom-pontianak")],
    "pom-sijunjung": [
      ("2020-01-01T00:00:00+07:00", "pom-padang"), ("2026-04-01T00:00:00+07:00", "pom-payakumbuh"),
    ],
  ]
  var formerOwners: [String: [String]] = [:]
  var certainty = Certainty.secondary
  var isEstablished = true
  var unownedRegions: Set<String> = ["94.01"]

  private static let province = ["pbf-cabang", "pak-cabang", "ukot", "pt-b2"]
  private static let regency = [
    "apotek", "toko-obat", "toko-alkes", "optikal", "umot", "alkes-kelas-1", "pkrt-kelas-1", "pirt",
  ]
  private static let trade = ["dt-b2", "it-b2", "ip-b2", "p-b2"]
  private static let bpom = ["md", "ml"]

  private func established<Value>(_ value: Value) -> Established<Value> {
    Established(
      value: value, certainty: certainty, source: "Peraturan BPOM 3/2025",
      isEstablished: isEstablished)
  }

  func hasRegion(_ code: RegionCode, at: Timestamp) -> Bool {
    standing(of: code, at: at) == .inForce
  }

  func owner(of region: RegionCode, at: Timestamp) -> Established<UnitID>? {
    owners[region.rawValue].map { established(UnitID($0)) }
  }

  func coordinator(of unit: UnitID, at: Timestamp) -> Established<Designation>? {
    let past = coordinators[unit.rawValue, default: []].filter { time($0.from) <= at }
    guard let last = past.last, let coordinator = last.coordinator else { return nil }
    return established(
      Designation(
        coordinator: UnitID(coordinator), decree: "Keputusan Kepala \(last.from.prefix(4))",
        from: time(last.from)))
  }

  func code(of code: RegionCode, at: Timestamp) -> RegionCode { code }

  func pemda(of region: RegionCode, at: Timestamp) -> UnitID {
    .pemda(region.province.rawValue == "31" ? region.province : region)
  }

  func competence(for permitType: String, at: Timestamp) -> Established<Competence>? {
    let authority: Authority
    switch permitType {
    case _ where Self.province.contains(permitType): authority = .province
    case _ where Self.regency.contains(permitType): authority = .regency
    case _ where Self.trade.contains(permitType): authority = .unit(.kemendag)
    case _ where Self.bpom.contains(permitType): authority = .unit(.pusatDeputi3)
    default: return nil
    }
    return established(
      Competence(permitType: permitType, authority: authority, basis: "UU 23/2014 lampiran"))
  }

  func otherOwners(of region: RegionCode, at: Timestamp) -> [UnitID] {
    formerOwners[region.rawValue, default: []].map { UnitID($0) }
  }

  func otherCoordinators(of unit: UnitID, at: Timestamp) -> [UnitID] {
    let now = coordinator(of: unit, at: at)?.value.coordinator
    return coordinators[unit.rawValue, default: []].compactMap(\.coordinator).map { UnitID($0) }
      .filter { $0 != now }
  }

  func name(of unit: UnitID, at: Timestamp) -> String? { unit.rawValue }

  func standing(of code: RegionCode, at: Timestamp) -> RegionStanding {
    switch code.rawValue {
    case "91.01": .replaced(by: [RegionCode("93.01")].compactMap { $0 })
    case "93.01":
      at < time("2022-11-01T00:00:00+09:00") ? .notYet(before: RegionCode("91.01")) : .inForce
    case let text where owners[text] != nil || unownedRegions.contains(text): .inForce
    default: .unknown
    }
  }

  func hasUnit(_ unit: UnitID, at: Timestamp) -> Bool {
    owners.values.contains(unit.rawValue)
      || ["pusat-kepala", "pusat-deputi-3", "pusat-inspektorat"].contains(unit.rawValue)
  }

  func substance(matching word: String) -> SubstanceID? {
    let words = [
      "formalin": "formalin", "50-00-0": "formalin", "boraks": "boraks", "bleng": "boraks",
      "rhodamin-b": "rhodamin-b",
    ]
    return words[word.lowercased()].map { SubstanceID($0) }
  }
}

func time(_ text: String) -> Timestamp {
  guard let time = Timestamp(rfc3339: text) else { preconditionFailure("not a time: \(text)") }
  return time
}

/// A place as tests write it.
func place(
  _ role: PlaceRole, _ region: String?, _ facility: FacilityKind = .market, permit: String? = nil
) -> FindingPlace {
  FindingPlace(
    role: role, region: region.flatMap { RegionCode($0) }, facility: facility,
    permit: permit.map { Permit(type: PermitType($0)) })
}

/// A finding of rhodamine B, as tests write it.
func finding(
  _ places: [FindingPlace], activity: FindingActivity = .distributionInspection,
  foundAt: String = "2026-03-04T16:20:00+07:00", substance: String? = "rhodamin-b"
) -> FindingDocument {
  FindingDocument(
    activity: activity, foundAt: time(foundAt), places: places,
    substance: SubstanceMention(
      given: substance ?? "bubuk merah", id: substance.map { SubstanceID($0) }))
}

/// `unit=role` for every recipient, in order; `!` after a unit that gets no news.
func circle(_ decision: RoutingDecision) -> [String] {
  decision.recipients.map { "\($0.unit)\($0.news ? "" : "!")=\($0.role.rawValue)" }
}

extension RoutingDecision {
  func recipient(_ unit: String) -> Recipient? {
    recipients.first { $0.unit == UnitID(unit) }
  }

  func rules(_ unit: String) -> [RoutingRule] { recipient(unit)?.reasons.map(\.rule) ?? [] }
}

func route(
  _ document: FindingDocument, by reporter: String, at eventTime: Timestamp? = nil,
  in jurisdiction: FakeJurisdiction = FakeJurisdiction()
) -> RoutingDecision {
  Routing.decide(
    RoutingInput(
      document: document, reporter: UnitID(reporter), eventTime: eventTime ?? document.foundAt),
    in: jurisdiction)
}

/// A seeded generator (SplitMix64): the same seed gives the same findings.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
