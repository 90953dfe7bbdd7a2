/// The table of national holidays and collective leave of a year, as the joint decree of three
/// ministers (SKB) sets it. A later table of the same year replaces the earlier one as a whole.
package struct CalendarFact: Hashable, Codable, Sendable {
  package var year: Int
  package var holidays: [Holiday]
  /// The weakest of its days.
  package var certainty: Certainty
  package var source: String

  package init(year: Int, holidays: [Holiday], certainty: Certainty, source: String) {
    self.year = year
    self.holidays = holidays
    self.certainty = certainty
    self.source = source
  }
}

/// A day of a year's table on which offices are closed.
package struct Holiday: Hashable, Codable, Sendable {
  package var date: CalendarDate
  package var kind: HolidayKind
  package var name: BilingualText
  package var certainty: Certainty
  package var source: String

  package init(
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

/// Why nobody works on a day. A day of the table is free whatever its kind, known or not.
package struct HolidayKind: OpenWord {
  package static let national = Self(rawValue: "national-holiday")
  /// Collective leave (cuti bersama), a working day for no office of the government.
  package static let collectiveLeave = Self(rawValue: "collective-leave")
  /// A day declared free once, such as an election day (Keputusan Presiden).
  package static let special = Self(rawValue: "special-holiday")

  package static let known: [Self] = [.national, .collectiveLeave, .special]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}
