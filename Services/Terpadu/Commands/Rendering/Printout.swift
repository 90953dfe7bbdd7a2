import Localization

/// An answer that can be printed for people and for programs.
protocol Printout {
  /// One object, or one a line.
  func json(_ localizer: Localizer) throws -> [JSONValue]
  func lines(_ localizer: Localizer) -> [String]
}
