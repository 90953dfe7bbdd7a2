import Domain
import Testing

/// Terms in working days, with the national holidays and collective leave of 2026 (SKB 3 Menteri
/// 1497/2025, 2/2025, 5/2025).
@Suite struct WorkingDayTests {
  private static let daysOff2026 = [
    "2026-01-01", "2026-01-16", "2026-02-16", "2026-02-17", "2026-03-18", "2026-03-19",
    "2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24", "2026-04-03",
    "2026-04-05", "2026-05-01", "2026-05-14", "2026-05-15", "2026-05-27", "2026-05-28",
    "2026-05-31", "2026-06-01", "2026-06-16", "2026-08-17", "2026-08-25", "2026-12-24",
    "2026-12-25",
  ]

  private func table(_ year: Int) -> HolidayTable? {
    guard year == 2026 else { return nil }
    return HolidayTable(
      year: year, daysOff: Set(Self.daysOff2026.compactMap { CalendarDate($0) }))
  }

  private func deadline(
    _ received: String, days: Int = 14, zone: IndonesianZone = .wib
  ) -> Deadline {
    WorkingDays.deadline(
      receivedAt: time(received), days: days, zone: zone, calendar: { table($0) })
  }

  @Test func `case 0: the term runs over Nyepi and Idulfitri`() {
    // 5, 6, 9-13, 16, 17 March are nine days; 25-27, 30 and 31 March make fourteen.
    let due = deadline("2026-03-04T17:00:00+07:00")
    #expect(due.dueDate.description == "2026-03-31")
    #expect(due.dueAt.rfc3339(in: .wib) == "2026-03-31T23:59:59+07:00")
    #expect(!due.provisional)
    #expect(due.yearsWithoutTable.isEmpty)
  }

  @Test func `receipt and end are days of the recipient's zone`() {
    // 23:30 in Jakarta is already the next day in Jayapura.
    let west = deadline("2026-06-08T23:30:00+07:00", days: 1, zone: .wib)
    let east = deadline("2026-06-08T23:30:00+07:00", days: 1, zone: .wit)
    #expect(west.dueAt.rfc3339(in: .wib) == "2026-06-09T23:59:59+07:00")
    #expect(east.dueAt.rfc3339(in: .wit) == "2026-06-10T23:59:59+09:00")
  }

  @Test func `a term received on a Friday begins on Monday`() {
    #expect(deadline("2026-06-05T08:00:00+07:00", days: 1).dueDate.description == "2026-06-08")
  }

  @Test func `a year without a table counts weekends only and is provisional`() {
    let due = deadline("2026-12-21T09:00:00+07:00", days: 10)
    // 22, 23, 28-31 December, then 1, 4-6 January: New Year's Day is not known to be free.
    #expect(due.dueDate.description == "2027-01-06")
    #expect(due.provisional)
    #expect(due.yearsWithoutTable == [2027])
  }

  @Test func `a term that ends in a known year is not provisional`() {
    let due = deadline("2025-12-31T20:00:00+07:00", days: 1)
    #expect(due.dueDate.description == "2026-01-02")
    #expect(!due.provisional)
  }
}
