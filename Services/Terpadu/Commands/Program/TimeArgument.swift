import Domain

/// Times on the command line: RFC 3339, or a bare date for midnight WIB at its start.
enum TimeArgument {
  /// The text as services take it; a text that is neither is passed on, for the service to refuse
  /// with the reason.
  static func completed(_ text: String) -> String {
    CalendarDate(text) == nil ? text : text + "T00:00:00+07:00"
  }
}
