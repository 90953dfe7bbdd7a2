import Domain
import Foundation
import RegistryService
import Testing

/// Each fault on purpose, in a copy of the files in a folder of its own.
@Suite struct ReferenceFaultTests {
  /// One edit of one file, and the fault that it must cause in the edited line.
  struct Edit: Sendable, CustomTestStringConvertible {
    var rule: String
    var file: String
    var text: String
    var replacement: String
    /// What the fault's detail must contain.
    var detail = ""
    /// Lines between the edit and the row that is at fault.
    var rowsLater = 0

    var testDescription: String { "\(file) \(rule) \(detail)" }
  }

  static let edits = [
    Edit(
      rule: "region-lost-zero", file: "regions.csv", text: "\n32.10,", replacement: "\n32.1,",
      detail: "32.1 → 32.10"),
    Edit(
      rule: "region-lost-zero", file: "areas.csv", text: ",32.10,", replacement: ",32.1,",
      detail: "32.1 → 32.10"),
    Edit(
      rule: "region-lost-zero", file: "region_changes.csv", text: ",92.10,",
      replacement: ",92.1,", detail: "92.1 → 92.10"),
    Edit(
      rule: "area-overlap", file: "areas.csv", text: "pom-semarang,33.74,2025-03-20,,",
      replacement: "pom-surakarta,33.74,2025-01-01,2025-03-21,knowledge,x\n"
        + "pom-semarang,33.74,2025-03-20,,", detail: "33.74: pom-surakarta, pom-semarang",
      rowsLater: 1),
    Edit(
      rule: "area-overlap", file: "areas.csv", text: "pom-semarang,33.74,2025-03-20,,",
      replacement: "pom-surakarta,33.74,2025-03-20,,knowledge,x\n"
        + "pom-semarang,33.74,2025-03-20,,", rowsLater: 1),
    Edit(
      rule: "area-gap", file: "areas.csv", text: "pom-semarang,33.74,2025-03-20,,",
      replacement: "pom-surakarta,33.74,2024-01-01,2025-03-19,knowledge,x\n"
        + "pom-semarang,33.74,2025-03-20,,", detail: "2025-03-19", rowsLater: 1),
    Edit(
      rule: "area-gap", file: "areas.csv", text: "pom-semarang,33.74,2025-03-20,,",
      replacement: "pom-semarang,33.74,2025-03-20,2026-03-20,", detail: "33.74"),
    Edit(
      rule: "unknown-region", file: "areas.csv", text: ",33.74,", replacement: ",33.99,",
      detail: "33.99"),
    Edit(
      rule: "unknown-unit", file: "areas.csv", text: "pom-semarang,33.74,",
      replacement: "pom-semarag,33.74,", detail: "pom-semarag"),
    Edit(
      rule: "not-a-regency", file: "areas.csv", text: "\npom-banda-aceh,11.03,",
      replacement: "\npom-banda-aceh,11,2025-03-20,,knowledge,x\npom-banda-aceh,11.03,"),
    Edit(
      rule: "not-a-field-office", file: "areas.csv", text: "pom-semarang,33.74,",
      replacement: "kemendag,33.74,", detail: "kemendag"),
    Edit(
      rule: "region-exists", file: "regions.csv", text: "\n33.74,", replacement: "\n33.73,",
      detail: "33.73"),
    Edit(
      rule: "unknown-province", file: "regions.csv", text: "\n11.01,", replacement: "\n10.01,",
      detail: "10"),
    Edit(
      rule: "level-does-not-fit-code", file: "regions.csv", text: "\n33.74,city,",
      replacement: "\n33.74,province,"),
    Edit(
      rule: "unknown-word", file: "regions.csv", text: "\n33.74,city,",
      replacement: "\n33.74,kotamadya,", detail: "level: kotamadya"),
    Edit(
      rule: "unknown-header", file: "regions.csv", text: "code,level,",
      replacement: "code,tingkat,", detail: "tingkat"),
    Edit(
      rule: "unknown-header", file: "holidays.csv", text: ",certainty,source\n",
      replacement: ",certainty,source,note\n"),
    Edit(
      rule: "wrong-field-count", file: "coordinators.csv", text: "pom-belu,pom-kupang,",
      replacement: "pom-belu,pom-kupang,,"),
    Edit(
      rule: "unknown-word", file: "coordinators.csv",
      text: "pom-belu,pom-kupang,2023-10-24,Keputusan Kepala BPOM (nomor tidak ditemukan),"
        + "knowledge",
      replacement: "pom-belu,pom-kupang,2023-10-24,Keputusan Kepala BPOM (nomor tidak ditemukan),"
        + "certain", detail: "certainty: certain"),
    Edit(
      rule: "not-a-loka", file: "coordinators.csv", text: "pom-belu,pom-kupang,",
      replacement: "pom-kupang,pom-mataram,", detail: "pom-kupang"),
    Edit(
      rule: "coordinator-not-a-balai", file: "coordinators.csv", text: "pom-belu,pom-kupang,",
      replacement: "pom-belu,pom-sumba-timur,"),
    Edit(
      rule: "date-malformed", file: "coordinators.csv", text: "pom-belu,pom-kupang,2023-10-24",
      replacement: "pom-belu,pom-kupang,2023-02-29", detail: "2023-02-29"),
    Edit(
      rule: "date-malformed", file: "holidays.csv", text: "\n2026-08-17,",
      replacement: "\n17/08/2026,", detail: "17/08/2026"),
    Edit(
      rule: "duplicate-date", file: "holidays.csv", text: "\n2026-08-17,",
      replacement: "\n2026-12-25,national-holiday,Natal,Christmas,secondary,x\n2026-08-17,",
      detail: "2026-12-25", rowsLater: 4),
    Edit(
      rule: "cas-check-digit", file: "substances.csv", text: "1303-96-4",
      replacement: "1303-96-5", detail: "1303-96-5"),
    Edit(
      rule: "word-in-use", file: "substances.csv", text: "bleng;pijer",
      replacement: "formol;pijer", detail: "formalin"),
    Edit(
      rule: "list-malformed", file: "substances.csv", text: "bleng;pijer",
      replacement: "bleng;;pijer"),
    Edit(
      rule: "substance-exists", file: "substances.csv", text: "\nparaformaldehid,",
      replacement: "\nformalin,"),
    Edit(
      rule: "already-dated", file: "competences.csv", text: "\npak-cabang,",
      replacement: "\npbf-cabang,"),
    Edit(
      rule: "unknown-unit", file: "competences.csv", text: "dt-b2,kemendag",
      replacement: "dt-b2,kemenperin", detail: "kemenperin"),
    Edit(
      rule: "unit-kind-changed", file: "units.csv", text: "\npusat-sestama,head-office,",
      replacement: "\npusat-kepala,ministry,"),
    Edit(
      rule: "seat-missing", file: "units.csv", text: ",Loka POM di Kabupaten Belu,53.04,",
      replacement: ",Loka POM di Kabupaten Belu,,"),
    Edit(
      rule: "dates-overlap", file: "units.csv", text: ",,,2024-10-21,",
      replacement: ",,,2024-10-22,", rowsLater: 1),
    Edit(
      rule: "name-does-not-fit", file: "region_changes.csv", text: "Kabupaten Toba Samosir,",
      replacement: "Kabupaten Toba,"),
    Edit(
      rule: "number-malformed", file: "regions.csv", text: "4.2257", replacement: "4;2257"),
    Edit(
      rule: "outside-indonesia", file: "regions.csv", text: "4.2257", replacement: "42.257"),
    Edit(
      rule: "spaces-around-value", file: "regions.csv", text: ",Aceh,", replacement: ", Aceh,"),
    Edit(rule: "missing-value", file: "regions.csv", text: ",Aceh,", replacement: ",,"),
    Edit(
      rule: "quote-inside-field", file: "regions.csv", text: ",Aceh,",
      replacement: ",Ac\"eh,"),
    Edit(
      rule: "quote-inside-field", file: "regions.csv", text: ",Aceh,",
      replacement: ",\"Ac\"eh,"),
  ]

  @Test(arguments: edits)
  func `a fault stops the loading with file, row and rule`(edit: Edit) throws {
    let folder = try ReferenceCopy()
    defer { folder.remove() }
    let row = try folder.replace(edit.text, with: edit.replacement, in: edit.file)
    let fault = #expect(throws: ReferenceFault.self) {
      _ = try ReferenceData(directory: folder.directory)
    }
    #expect(fault?.file == edit.file)
    #expect(fault?.rule == edit.rule)
    #expect(fault?.row == row + edit.rowsLater)
    #expect(fault?.detail.contains(edit.detail) == true || edit.detail.isEmpty)
    #expect(fault?.refusal.parameters["row"] == fault.map { String($0.row) })
  }

  @Test func `a region without an owner is told at its row of the regions`() throws {
    let folder = try ReferenceCopy()
    defer { folder.remove() }
    let areas = try folder.text(of: "areas.csv")
    let kept = areas.split(separator: "\n").filter { !$0.contains(",33.74,") }
    try folder.write(kept.joined(separator: "\n") + "\n", to: "areas.csv")
    let fault = #expect(throws: ReferenceFault.self) {
      _ = try ReferenceData(directory: folder.directory)
    }
    #expect(fault?.rule == "area-gap")
    #expect(fault?.file == "regions.csv")
    #expect(fault?.detail == "33.74")
  }

  @Test func `a missing file, an empty one and a missing folder each have their sentence`() throws {
    let folder = try ReferenceCopy()
    defer { folder.remove() }
    try folder.write("", to: "areas.csv")
    #expect(
      throws: ReferenceFault(file: "areas.csv", row: 0, rule: "file-empty", detail: "areas.csv")
    ) { _ = try ReferenceData(directory: folder.directory) }
    try FileManager.default.removeItem(at: folder.directory.appendingPathComponent("areas.csv"))
    let missing = #expect(throws: ReferenceFault.self) {
      _ = try ReferenceData(directory: folder.directory)
    }
    #expect(missing?.rule == "file-unreadable")
    folder.remove()
    let gone = #expect(throws: ReferenceFault.self) {
      _ = try ReferenceData(directory: folder.directory)
    }
    #expect(gone?.rule == "reference-data-missing")
    #expect(gone?.detail == folder.directory.path)
  }

  @Test(arguments: [
    (Array("code,level\n\"a".utf8), "unknown-header"), ([0x63, 0xff, 0x0a], "not-utf8"),
    (Array("\"code".utf8), "quote-not-closed"), (Array("code".utf8), "line-end-missing"),
    (Array(",\n".utf8), "unknown-header"),
  ])
  func `what is not a table is refused`(bytes: [UInt8], rule: String) throws {
    let folder = try ReferenceCopy()
    defer { folder.remove() }
    try Data(bytes).write(to: folder.directory.appendingPathComponent("regions.csv"))
    let fault = #expect(throws: ReferenceFault.self) {
      _ = try ReferenceData(directory: folder.directory)
    }
    #expect(fault?.rule == rule)
  }

  @Test func `line ends of other systems and quoted fields read the same`() throws {
    let folder = try ReferenceCopy()
    defer { folder.remove() }
    let areas = try folder.text(of: "areas.csv")
    try folder.write(
      areas.replacingOccurrences(of: "\n", with: "\r\n")
        .replacingOccurrences(of: "pom-semarang,33.74,", with: "\"pom-semarang\",\"33.74\","),
      to: "areas.csv")
    let copy = try ReferenceData(directory: folder.directory)
    #expect(copy.facts == (try ReferenceDataTests.data.get().facts))
  }
}
