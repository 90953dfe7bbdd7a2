/// Counts terms in working days (hari kerja).
package enum WorkingDays {
  /// The end of a term that begins on the day after receipt.
  ///
  /// Saturdays, Sundays and the table's days are not counted. A year without a table counts
  /// weekends only and makes the date provisional: it is never guessed.
  ///
  /// - Parameters:
  ///   - receivedAt: the commit of the finding.
  ///   - days: working days, at least 1 and at most 1000.
  ///   - zone: of the one who must answer; receipt and end are days of this zone.
  ///   - calendar: the table of a year; asked once for each year of the term.
  package static func deadline(
    receivedAt: Timestamp, days: Int, zone: IndonesianZone,
    calendar: (_ year: Int) -> HolidayTable?
  ) -> Deadline {
    precondition((1...1000).contains(days), "a term has 1 to 1000 working days")
    var date = receivedAt.date(in: zone)
    var left = days
    var tables: [Int: HolidayTable?] = [:]
    while left > 0 {
      date = date.adding(days: 1)
      let year = date.year
      let table = tables[year] ?? calendar(year)
      tables[year] = .some(table)
      let isOff = date.isoWeekday >= 6 || table?.daysOff.contains(date) == true
      if !isOff { left -= 1 }
    }
    let missing = tables.filter { $0.value == nil }.keys.sorted()
    let end = Timestamp(startOf: date.adding(days: 1), in: zone)
    return Deadline(
      dueAt: Timestamp(milliseconds: end.milliseconds - 1000), dueDate: date,
      provisional: !missing.isEmpty, yearsWithoutTable: missing)
  }
}

/// The end of a term counted in working days.
package struct Deadline: Hashable, Codable, Sendable {
  /// 23:59:59 of `dueDate` in the zone of the one who must answer.
  package var dueAt: Timestamp
  package var dueDate: CalendarDate
  /// A year of the term has no holiday table yet: only its weekends were left out, and the date is
  /// computed again when the table comes.
  package var provisional: Bool
  /// Those years, ascending.
  package var yearsWithoutTable: [Int]

  package init(
    dueAt: Timestamp, dueDate: CalendarDate, provisional: Bool, yearsWithoutTable: [Int]
  ) {
    self.dueAt = dueAt
    self.dueDate = dueDate
    self.provisional = provisional
    self.yearsWithoutTable = yearsWithoutTable
  }
}

/// The days of a year, besides weekends, on which offices do not work: national holidays (libur
/// nasional), collective leave (cuti bersama) and special days off (libur khusus).
package struct HolidayTable: Hashable, Sendable {
  package let year: Int
  package let daysOff: Set<CalendarDate>

  package init(year: Int, daysOff: Set<CalendarDate>) {
    self.year = year
    self.daysOff = daysOff
  }
}
