/// An instant: integer milliseconds since 1970-01-01T00:00:00Z. This is its form in JSON on the bus.
///
/// People write and read RFC 3339 with an offset (`init(rfc3339:)`, `rfc3339(in:)`).
package struct Timestamp: Hashable, Comparable, Codable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  /// Midnight at the start of `date` in `zone`.
  package init(startOf date: CalendarDate, in zone: IndonesianZone) {
    milliseconds = Int64(date.dayNumber) * 86_400_000 - zone.offsetMilliseconds
  }

  /// The day on which this instant falls in `zone`.
  package func date(in zone: IndonesianZone) -> CalendarDate {
    let local = localMilliseconds(in: zone)
    let day = local / Timestamp.dayMilliseconds - (local % Timestamp.dayMilliseconds < 0 ? 1 : 0)
    return CalendarDate(dayNumber: Int(day))
  }

  private static let dayMilliseconds: Int64 = 86_400_000

  /// The zone's clock as milliseconds. Records may bear any number: the last hours of the far future
  /// stand still instead of overflowing.
  private func localMilliseconds(in zone: IndonesianZone) -> Int64 {
    let (local, isBeyond) = milliseconds.addingReportingOverflow(zone.offsetMilliseconds)
    return isBeyond ? .max : local
  }

  package func adding(_ duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    return Timestamp(
      milliseconds: milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Timestamp {
  /// Parses RFC 3339 with an offset, such as `2026-03-04T16:20:00+07:00` or `…Z`; fractions of a
  /// second are cut to milliseconds.
  /// - Returns: `nil` for anything else, also for a time without an offset and for a leap second.
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40,
      let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = Timestamp.twoDigits(bytes, 11, max: 23),
      let minute = Timestamp.twoDigits(bytes, 14, max: 59),
      let second = Timestamp.twoDigits(bytes, 17, max: 59)
    else { return nil }
    var index = 19
    var fraction = 0
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      let start = index
      while index < bytes.count, (48...57).contains(bytes[index]) {
        if index - start < 3 { fraction = fraction * 10 + Int(bytes[index] - 48) }
        index += 1
      }
      guard index > start else { return nil }
      for _ in (index - start)..<max(3, index - start) { fraction *= 10 }
    }
    guard let offset = Timestamp.offsetMinutes(bytes[index...]) else { return nil }
    let seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    milliseconds = (seconds - Int64(offset) * 60) * 1000 + Int64(fraction)
  }

  /// RFC 3339 in the given zone, with milliseconds only when there are any.
  package func rfc3339(in zone: IndonesianZone = .wib) -> String {
    let day = date(in: zone)
    let rest = Int(localMilliseconds(in: zone) % Timestamp.dayMilliseconds)
    let ofDay = rest < 0 ? rest + Int(Timestamp.dayMilliseconds) : rest
    let clock = [ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60]
      .map { Decimal.padded($0, to: 2) }.joined(separator: ":")
    let fraction = ofDay % 1000 == 0 ? "" : "." + Decimal.padded(ofDay % 1000, to: 3)
    return "\(day)T\(clock)\(fraction)+\(Decimal.padded(zone.hours, to: 2)):00"
  }

  private static func twoDigits(_ bytes: [UInt8], _ index: Int, max: Int) -> Int? {
    guard index + 1 < bytes.count, (48...57).contains(bytes[index]),
      (48...57).contains(bytes[index + 1])
    else { return nil }
    let value = Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48)
    return value <= max ? value : nil
  }

  private static func offsetMinutes(_ rest: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(rest)
    if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      let hours = twoDigits(bytes, 1, max: 23), let minutes = twoDigits(bytes, 4, max: 59)
    else { return nil }
    let total = hours * 60 + minutes
    return bytes[0] == UInt8(ascii: "-") ? -total : total
  }
}
