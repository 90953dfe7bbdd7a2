/// A day of a year's table on which offices are closed.
public struct Holiday: Hashable, Codable, Sendable {
  public var date: CalendarDate
  public var kind: HolidayKind
  public var name: BilingualText
  public var certainty: Certainty
  public var source: String

  public init(
    date: CalendarDate, kind: HolidayKind, name: BilingualText, certainty: Certainty,
    source: String
  ) {
    self.date = date
    self.kind = kind
    self.name = name
    self.certainty = certainty
    self.source = source
  }
}
