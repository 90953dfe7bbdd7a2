extension Refusal {
  /// Why a text is no time, in the same words wherever one is asked for: `impossible-date` for a day
  /// that the calendar does not have, else `not-a-time`.
  package static func notATime(_ field: String, _ text: String) -> Refusal {
    let date = text.prefix(10)
    let isDateShaped =
      date.utf8.count == 10
      && date.utf8.enumerated().allSatisfy {
        [4, 7].contains($0.offset)
          ? $0.element == UInt8(ascii: "-") : (48...57).contains($0.element)
      }
    return .invalid(
      field, isDateShaped && CalendarDate(date) == nil ? "impossible-date" : "not-a-time",
      ["value": JSONField.shown(text)])
  }
}
