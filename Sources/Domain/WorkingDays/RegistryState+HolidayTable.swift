extension RegistryState {
  /// The days off of a year, for counting working days; `nil` while the year has no table.
  public func holidayTable(of year: Int) -> HolidayTable? {
    calendar(of: year).map { HolidayTable(year: year, daysOff: Set($0.holidays.map(\.date))) }
  }
}
