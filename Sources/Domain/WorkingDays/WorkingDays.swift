/// Counts terms in working days (hari kerja).
public enum WorkingDays {
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
  public static func deadline(
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
