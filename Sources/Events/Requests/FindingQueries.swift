package import Domain

/// A finding with its history, a page at a time.
package struct ShowFinding: Query {
  package typealias Answer = FindingView
  package var finding: String
  package var after: Int64?

  package init(finding: String, after: Int64? = nil) {
    self.finding = finding
    self.after = after
  }

  package static let action = Action.showFinding
  package static let service: ServiceName? = .findings
  package static let summary = Wording(
    id: "Tampilkan satu temuan dengan riwayatnya.", en: "Show one finding with its history.")
  package static let fields: [RequestField] = [.finding, .afterNumber]
  package static let refusals = ["unknown-finding"]
  package static let sample = ShowFinding(finding: Samples.number, after: 200)
}

/// Findings that fit, newest first.
package struct ListFindings: Query {
  package typealias Answer = FindingListAnswer
  /// The unit that reported, or whose area it is.
  package var unit: UnitID?
  package var state: FindingState?
  package var region: RegionCode?
  package var flag: FindingFlag?
  package var after: String?
  /// 100 when it is absent.
  package var limit: Int?

  package init(
    unit: UnitID? = nil, state: FindingState? = nil, region: RegionCode? = nil,
    flag: FindingFlag? = nil, after: String? = nil, limit: Int? = nil
  ) {
    self.unit = unit
    self.state = state
    self.region = region
    self.flag = flag
    self.after = after
    self.limit = limit
  }

  package static let action = Action.listFindings
  package static let service: ServiceName? = .findings
  package static let summary = Wording(
    id: "Daftar temuan, yang terbaru dahulu.", en: "List findings, newest first.")
  package static let fields: [RequestField] = [
    .optional(
      "unit", .unit, id: "Unit pelapor atau pemilik wilayah.",
      en: "The unit that reported, or whose area it is."),
    .optional(
      "state", .word(FindingState.words), id: "Keadaan: \(FindingState.allowed).",
      en: "State: \(FindingState.allowed)."),
    .optional(
      "region", .region, id: "Kode wilayah, misalnya 17.02.", en: "Region code, such as 17.02."),
    .optional(
      "flag", .word(FindingFlag.words), id: "Tanda, misalnya substance-unmapped.",
      en: "Flag, such as substance-unmapped."),
    .afterText, .limit(500),
  ]
  package static let refusals = ["unknown-finding"]
  package static let sample = ListFindings(
    unit: UnitID("pom-bengkulu"), state: .presumptive, region: RegionCode("17.02"),
    flag: .substanceUnmapped, after: Samples.number, limit: 100)
}

/// Who was told of a finding, in which role and why; and who was not.
package struct ExplainFinding: Query {
  package typealias Answer = Explanation
  package var finding: String
  /// The last one when it is absent.
  package var version: Int?

  package init(finding: String, version: Int? = nil) {
    self.finding = finding
    self.version = version
  }

  package static let action = Action.explain
  package static let service: ServiceName? = .watch
  package static let summary = Wording(
    id: "Siapa yang diberi tahu, peran, alasan, dasar hukum; dan siapa yang tidak, mengapa.",
    en: "Who was told, in which role, why and by which law; and who was not, and why.")
  package static let fields: [RequestField] = [
    .finding,
    .optional(
      "version", .count(1...1_000_000), id: "Versi temuan (bawaan: yang terakhir).",
      en: "The finding's version (default: the last)."),
  ]
  package static let refusals = ["not-yet-known", "no-alert-of-version"]
  package static let sample = ExplainFinding(finding: Samples.number, version: 2)
}

/// Who would be told of a finding that is not sent.
package struct SimulateFinding: Query {
  package typealias Answer = Explanation

  package init() {}

  package static let action = Action.simulate
  package static let service: ServiceName? = .watch
  package static let summary = Wording(
    id: "Siapa yang akan diberi tahu, tanpa mengirim apa pun.",
    en: "Who would be told, without sending anything.")
  package static let fields: [RequestField] = []
  package static let document: Wording? = Wording(
    id: "Temuan dalam JSON.", en: "The finding in JSON.")
  package static let sample = SimulateFinding()
}
