import Domain
import Events
import Testing

@testable import Localization

@Suite struct LocalizerTests {
  private let indonesian = Localizer(.id)
  private let english = Localizer(.en)

  @Test(arguments: [
    ("2026-03-04T16:20:00+07:00", "4 Mar 2026 16.20 WIB", "4 Mar 2026 16:20 WIB"),
    ("2026-05-31T23:59:59+08:00", "31 Mei 2026 23.59 WITA", "31 May 2026 23:59 WITA"),
    ("2026-08-17T00:05:00.250+09:00", "17 Agu 2026 00.05 WIT", "17 Aug 2026 00:05 WIT"),
    ("2026-12-01T09:00:00Z", "1 Des 2026 09.00 UTC", "1 Dec 2026 09:00 UTC"),
    ("2026-10-01T09:00:00+05:30", "1 Okt 2026 09.00 +05:30", "1 Oct 2026 09:00 +05:30"),
    ("not a time", "not a time", "not a time"),
  ])
  func `a time reads as people write it`(text: String, id: String, en: String) throws {
    let time = try EventCoding.decode(TimeText.self, from: Array("\"\(text)\"".utf8))
    #expect(indonesian.time(time) == id)
    #expect(english.time(time) == en)
  }

  @Test func `a refusal names what, the field and the rule`() {
    let refusal = Refusal.invalid(
      "places[2].region", "region-lost-zero", ["value": "32.1", "likely": "32.10"])
    #expect(
      indonesian.refusal(refusal)
        == "Tidak sah: 32.1 bukan kode wilayah; mungkin maksudnya 32.10"
        + " [places[2].region, region-lost-zero].")
    #expect(
      english.refusal(refusal)
        == "Invalid: 32.1 is not a region code; it is likely 32.10"
        + " [places[2].region, region-lost-zero].")
  }

  @Test func `the value at fault is found under whatever name the refusal carries it`() {
    for name in ["value", "code"] {
      let refusal = Refusal.invalid("region", "unknown-region", [name: "99.99"])
      #expect(indonesian.refusal(refusal).contains("tidak ada wilayah dengan kode 99.99"))
    }
  }

  @Test func `an unknown rule of a newer service is named with its parameters`() {
    let refusal = Refusal(.conflict, field: "x", rule: "brand-new", ["b": "2", "a": "1"])
    #expect(indonesian.refusal(refusal) == "Bertentangan: brand-new (a = 1, b = 2) [x, brand-new].")
    #expect(english.sentence(.rule, "brand-new") == "brand-new")
  }

  @Test func `an update to a state of a newer service says so in both languages`() {
    let subject = MessageSubject(
      "update-sealed", ["substance": "formalin", "number": "F-1", "state": "sealed"])
    #expect(indonesian.subject(subject) == "Temuan F-1 diperbarui, keadaan: sealed (formalin)")
    #expect(english.subject(subject) == "Finding F-1 updated, state: sealed (formalin)")
  }

  @Test func `the states in a refusal read in the reader's language`() {
    let refusal = Refusal(
      .conflict, rule: "illegal-transition",
      ["state": "withdrawn", "step": "amend", "allowed": ""])
    #expect(indonesian.refusal(refusal).contains("temuan ini dicabut"))
  }

  @Test func `an exercise says so before anything else`() {
    let subject = MessageSubject(
      "alert-presumptive",
      ["substance": "rhodamin-b", "product": "kerupuk merah", "number": "F-2026-000001"])
    #expect(
      indonesian.subject(subject, isExercise: true)
        == "[LATIHAN] Dugaan rhodamin-b pada kerupuk merah: temuan F-2026-000001")
    #expect(
      english.subject(subject)
        == "Presumptive rhodamin-b in kerupuk merah: finding F-2026-000001")
  }

  @Test func `a subject without a product names the substance alone`() {
    let subject = MessageSubject("alert-confirmed", ["substance": "formalin", "number": "F-1"])
    #expect(indonesian.subject(subject) == "Terkonfirmasi formalin: temuan F-1")
  }

  @Test func `a missing parameter leaves a dash and an open brace stays`() {
    let text = Text(id: "a {x} b {", en: "a {x} b {")
    #expect(text.filled(in: .id, with: [:]) == "a – b {")
    #expect(text.filled(in: .en, with: ["x": "{y}"]) == "a {y} b {")
  }
}
