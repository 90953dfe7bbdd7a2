/// The end of a term counted in working days.
public struct Deadline: Hashable, Codable, Sendable {
  /// 23:59:59 of `dueDate` in the zone of the one who must answer.
  public var dueAt: Timestamp
  public var dueDate: CalendarDate
  /// A year of the term has no holiday table yet: only its weekends were left out, and the date is
  /// computed again when the table comes.
  public var provisional: Bool
  /// Those years, ascending.
  public var yearsWithoutTable: [Int]

  public init(
    dueAt: Timestamp, dueDate: CalendarDate, provisional: Bool, yearsWithoutTable: [Int]
  ) {
    self.dueAt = dueAt
    self.dueDate = dueDate
    self.provisional = provisional
    self.yearsWithoutTable = yearsWithoutTable
  }
}
