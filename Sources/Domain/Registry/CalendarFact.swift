/// The table of national holidays and collective leave of a year, as the joint decree of three
/// ministers (SKB) sets it. A later table of the same year replaces the earlier one as a whole.
public struct CalendarFact: Hashable, Codable, Sendable {
  public var year: Int
  public var holidays: [Holiday]
  /// The weakest of its days.
  public var certainty: Certainty
  public var source: String

  public init(year: Int, holidays: [Holiday], certainty: Certainty, source: String) {
    self.year = year
    self.holidays = holidays
    self.certainty = certainty
    self.source = source
  }
}
