import Domain
import Events

/// Times and dates as people write them, and any number of milliseconds that a record may bear.
enum TimeTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    if input.count == 8 {
      let bits = input.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      try check(Timestamp(milliseconds: Int64(bitPattern: bits)))
    }
    guard let text = String(validating: input, as: UTF8.self) else { return false }
    if let date = CalendarDate(text) {
      try hold(date.description == text, "a date is written as it was read")
      try hold(CalendarDate(dayNumber: date.dayNumber) == date, "a date is its day")
      try hold(date.adding(days: 7).isoWeekday == date.isoWeekday, "a week has seven days")
      return true
    }
    guard let time = Timestamp(rfc3339: text) else { return false }
    try check(time)
    return true
  }

  private static func check(_ time: Timestamp) throws {
    for zone in IndonesianZone.allCases {
      let date = time.date(in: zone)
      let text = time.rfc3339(in: zone)
      guard (1...9999).contains(date.year) else { continue }
      try hold(Timestamp(rfc3339: text) == time, "a time reads back: \(text)")
      try hold(TimeText(time, in: zone).timestamp == time, "the same in an answer")
      try hold(text.hasPrefix(date.description), "a time falls on its day")
      let start = Timestamp(startOf: date, in: zone)
      try hold((0..<86_400_000).contains(time.milliseconds - start.milliseconds), "within the day")
    }
  }
}
