import Domain

/// When a term of 14 working days ends, by counting days on the registry's tables of holidays.
struct TermTable {
  /// A Pemda's term to follow up. An assumption of the system, which no rule sets.
  static let workingDays = 14

  /// The tables after each change, the first ones first: which of them a term was counted with
  /// depends on how far liaison had come.
  private let states: [[Int: Set<CalendarDate>]]

  init(_ facts: [RegistryFact]) {
    var states: [[Int: Set<CalendarDate>]] = [[:]]
    for fact in facts {
      guard case .calendar(let calendar) = fact else { continue }
      var tables = states[states.count - 1]
      tables[calendar.year] = Set(calendar.holidays.map(\.date))
      states.append(tables)
    }
    self.states = states
  }

  struct Term: Hashable {
    var dueAt: Timestamp
    /// A year of the term has no table.
    var provisional: Bool
  }

  /// Every term that is right by one of the states of the registry.
  func terms(from receivedAt: Timestamp, in zone: IndonesianZone) -> Set<Term> {
    Set(states.map { TermTable.term(from: receivedAt, in: zone, $0) })
  }

  /// The term by all tables that there are.
  func latest(from receivedAt: Timestamp, in zone: IndonesianZone) -> Term {
    TermTable.term(from: receivedAt, in: zone, states[states.count - 1])
  }

  private static func term(
    from receivedAt: Timestamp, in zone: IndonesianZone, _ tables: [Int: Set<CalendarDate>]
  ) -> Term {
    var day = receivedAt.date(in: zone)
    var counted = 0
    var isProvisional = false
    while counted < workingDays {
      day = day.adding(days: 1)
      if tables[day.year] == nil { isProvisional = true }
      let isWeekend = day.isoWeekday == 6 || day.isoWeekday == 7
      if !isWeekend, tables[day.year]?.contains(day) != true { counted += 1 }
    }
    let midnight = Timestamp(startOf: day.adding(days: 1), in: zone)
    return Term(dueAt: midnight.adding(.seconds(-1)), provisional: isProvisional)
  }
}
