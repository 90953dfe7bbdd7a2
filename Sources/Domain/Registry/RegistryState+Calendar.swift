extension RegistryState {
  mutating func apply(_ fact: CalendarFact) throws(Refusal) {
    let year = ["value": String(fact.year)]
    var days: [CalendarDate: Holiday] = [:]
    for (index, holiday) in fact.holidays.enumerated() {
      let field = "holidays[\(index)].date"
      let date = ["value": holiday.date.description]
      guard holiday.date.year == fact.year else { throw .invalid(field, "date-not-in-year", date) }
      guard days.updateValue(holiday, forKey: holiday.date) == nil else {
        throw .invalid(field, "duplicate-date", date)
      }
    }
    guard !days.isEmpty else { throw .invalid("holidays", "calendar-empty", year) }
    for holiday in calendars[fact.year]?.holidays ?? [] { holidays[holiday.date] = nil }
    holidays.merge(days) { _, new in new }
    calendars[fact.year] = fact
    holidayTables[fact.year] = HolidayTable(year: fact.year, daysOff: Set(days.keys))
  }

  /// Whether there is a table for the year. Without one a term counts weekends only and is marked
  /// provisional.
  package func hasCalendar(_ year: Int) -> Bool { calendars[year] != nil }

  package func calendar(of year: Int) -> CalendarFact? { calendars[year] }

  /// The days off of a year, for counting working days; `nil` without a table.
  package func holidayTable(of year: Int) -> HolidayTable? { holidayTables[year] }

  /// The holiday on that day; `nil` on any other day, weekends included.
  package func holiday(on date: CalendarDate) -> Holiday? { holidays[date] }

  package func isHoliday(_ date: CalendarDate) -> Bool { holidays[date] != nil }
}
