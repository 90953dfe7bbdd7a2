import Domain
import Testing

@Suite struct CalendarTests {
  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-03-04", 20_516, 3),
    ("0004-01-01", -718_067, 4),
  ])
  func `a date is a day number with a weekday and reads back`(
    text: String, day: Int, weekday: Int
  ) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.dayNumber == day)
    #expect(date.isoWeekday == weekday)
    #expect(date.description == text)
  }

  @Test(arguments: ["2025-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-01 ", ""])
  func `what is not a date is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `a time is read with its offset and written in a zone`() throws {
    let time = try #require(Timestamp(rfc3339: "2026-03-04T16:20:00+07:00"))
    #expect(time.milliseconds == 1_772_616_000_000)
    #expect(time.rfc3339(in: .wit) == "2026-03-04T18:20:00+09:00")
    #expect(Timestamp(rfc3339: "2026-03-04T09:20:00.25Z")?.milliseconds == 1_772_616_000_250)
  }

  @Test(arguments: [
    "2026-03-04T16:20:00", "2026-03-04 16:20:00Z", "2026-03-04T24:00:00Z", "2026-02-30T00:00:00Z",
    "2026-03-04T16:20:00+7:00", "2026-03-04T16:20:00.Z",
  ])
  func `what is not RFC 3339 with an offset is refused`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(arguments: IndonesianZone.allCases)
  func `the first and last times that a record can bear are shown like any other`(
    zone: IndonesianZone
  ) {
    #expect(Timestamp(milliseconds: .max).rfc3339(in: zone).hasPrefix("292278994-08-17T"))
    #expect(Timestamp(milliseconds: .min).rfc3339(in: zone).hasPrefix("-292275055-05-1"))
    #expect(Timestamp(milliseconds: -1).rfc3339(in: .wib) == "1970-01-01T06:59:59.999+07:00")
    let before = Timestamp(milliseconds: -86_400_000 - 7 * 3_600_000)
    #expect(before.rfc3339(in: .wib) == "1969-12-31T00:00:00+07:00")
  }

  @Test func `a code is text and keeps its zeros`() {
    #expect(RegionCode("32.10")?.rawValue == "32.10")
    #expect(RegionCode("32.1") == nil)
    #expect(RegionCode("32.10")?.province == RegionCode("32"))
    #expect(IndonesianZone(province: RegionCode("53.71")!) == .wita)
  }
}
