import Domain

/// Times on the command line: RFC 3339, or a bare date for midnight WIB at its start.
enum TimeArgument {
  /// The text as services take it.
  /// - Throws: `Refusal` of the rules with which a document's times are refused.
  static func completed(_ text: String, in field: String) throws(Refusal) -> String {
    let time = CalendarDate(text) == nil ? text : text + "T00:00:00+07:00"
    guard Timestamp(rfc3339: time) != nil else { throw .notATime(field, text) }
    return time
  }
}
