/// The days of a year, besides weekends, on which offices do not work: national holidays (libur
/// nasional), collective leave (cuti bersama) and special days off (libur khusus).
public struct HolidayTable: Hashable, Sendable {
  public let year: Int
  public let daysOff: Set<CalendarDate>

  public init(year: Int, daysOff: Set<CalendarDate>) {
    self.year = year
    self.daysOff = daysOff
  }
}
