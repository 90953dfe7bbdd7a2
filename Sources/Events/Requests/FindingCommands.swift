package import Domain

/// Reports a finding; the document is the finding as the officer wrote it.
package struct ReportFinding: Command {
  package typealias Answer = ReportAnswer
  /// Chosen by the client, so that sending it again is harmless; an `id` in the document goes first.
  package var finding: ID<Finding>?

  package init(finding: ID<Finding>? = nil) { self.finding = finding }

  package static let action = Action.reportFinding
  package static let service: ServiceName? = .findings
  package static let summary = Wording(
    id: "Laporkan temuan bahan berbahaya.", en: "Report a finding of a hazardous substance.")
  package static let fields: [RequestField] = [
    .optional(
      "finding", .newID, id: "Id temuan, UUID versi 7 buatan pelapor.",
      en: "The finding's id, a UUID of version 7 that the reporter made.")
  ]
  package static let document: Wording? = Wording(
    id: "Temuan dalam JSON.", en: "The finding in JSON.")
  package static let refusals = ["finding-id-reused", "may-not-report"]
  package static let sample = ReportFinding(finding: Samples.finding)
}

/// Replaces a finding's document by a new one.
package struct AmendFinding: Command {
  package typealias Answer = FindingChangeAnswer
  package var finding: String

  package init(finding: String) { self.finding = finding }

  package static let action = Action.amendFinding
  package static let service: ServiceName? = .findings
  package static let summary = Wording(
    id: "Ubah temuan: seluruh dokumen baru menjadi versi berikut.",
    en: "Amend a finding: the whole new document becomes the next version.")
  package static let fields = [RequestField.finding]
  package static let document: Wording? = Wording(
    id: "Temuan baru dalam JSON.", en: "The new finding in JSON.")
  package static let refusals = [
    "unknown-finding", "not-yours", "illegal-transition", "nothing-changed",
  ]
  package static let sample = AmendFinding(finding: Samples.number)
}

/// Records a test's result.
package struct RecordTest: Command {
  package typealias Answer = FindingChangeAnswer
  package var finding: String
  package var kind: TestKind
  package var result: TestResult
  /// The number of the laboratory's report (LHU).
  package var reportNo: String?
  /// Of the result; now, when it is absent.
  package var at: TimeText?

  package init(
    finding: String, kind: TestKind, result: TestResult, reportNo: String? = nil,
    at: TimeText? = nil
  ) {
    self.finding = finding
    self.kind = kind
    self.result = result
    self.reportNo = reportNo
    self.at = at
  }

  package static let action = Action.recordTest
  package static let service: ServiceName? = .findings
  package static let summary = Wording(id: "Catat hasil uji.", en: "Record a test result.")
  package static let fields: [RequestField] = [
    .finding,
    .required(
      "kind", .word(TestKind.words), id: "Jenis uji: lab atau rapid.", en: "Kind: lab or rapid."),
    .required(
      "result", .word(TestResult.words), id: "Hasil: positive atau negative.",
      en: "Result: positive or negative."),
    .optional(
      "reportNo", .text(max: 100), id: "Nomor laporan hasil uji.",
      en: "Number of the laboratory report."),
    .optional(
      "at", .time, id: "Waktu hasil uji (bawaan: sekarang).",
      en: "Time of the result (default: now)."),
  ]
  package static let refusals = [
    "unknown-finding", "not-yours", "illegal-transition", "in-the-future", "before-finding",
  ]
  package static let sample = RecordTest(
    finding: Samples.number, kind: .lab, result: .positive, reportNo: "LHU-7",
    at: Samples.time)
}

/// Withdraws a finding.
package struct WithdrawFinding: Command {
  package typealias Answer = FindingChangeAnswer
  package var finding: String
  package var reason: String

  package init(finding: String, reason: String) {
    self.finding = finding
    self.reason = reason
  }

  package static let action = Action.withdrawFinding
  package static let service: ServiceName? = .findings
  package static let summary = Wording(
    id: "Cabut temuan; semua penerima diberi tahu.",
    en: "Withdraw a finding; every recipient is told.")
  package static let fields: [RequestField] = [
    .finding,
    .required(
      "reason", .text(max: 1000), id: "Alasan pencabutan.", en: "Why it is withdrawn."),
  ]
  package static let refusals = ["unknown-finding", "not-yours", "illegal-transition"]
  package static let sample = WithdrawFinding(finding: Samples.number, reason: "salah sampel")
}

/// Closes a finding.
package struct CloseFinding: Command {
  package typealias Answer = FindingChangeAnswer
  package var finding: String

  package init(finding: String) { self.finding = finding }

  package static let action = Action.closeFinding
  package static let service: ServiceName? = .findings
  package static let summary = Wording(
    id: "Tutup temuan yang selesai.", en: "Close a finding that is finished.")
  package static let fields = [RequestField.finding]
  package static let refusals = ["unknown-finding", "not-yours", "illegal-transition"]
  package static let sample = CloseFinding(finding: Samples.number)
}

/// Opens a confidential finding to its whole circle.
package struct OpenFinding: Command {
  package typealias Answer = FindingChangeAnswer
  package var finding: String

  package init(finding: String) { self.finding = finding }

  package static let action = Action.openFinding
  package static let service: ServiceName? = .findings
  package static let summary = Wording(
    id: "Buka temuan rahasia bagi seluruh lingkarannya.",
    en: "Open a confidential finding to its whole circle.")
  package static let fields = [RequestField.finding]
  package static let refusals = [
    "unknown-finding", "not-yours", "illegal-transition", "not-held",
  ]
  package static let sample = OpenFinding(finding: Samples.number)
}

extension RequestField {
  static let finding = required(
    "finding", .reference, id: "Nomor atau id temuan.", en: "The finding's number or id.")
}

/// Values of samples.
enum Samples {
  static let finding = ID<Finding>(
    bytes: UUIDBytes(high: 0x0197_7F00_8B66_7A00, low: 0x8000_0000_0000_0001))
  static let number = "F-2026-000001"
  static let task = "T-2026-000001"
  static let time = TimeText(Timestamp(milliseconds: 1_772_000_000_000))
}
