import ArgumentParser
import Domain
import Events

// What a person writes for one of these is sent as it is, known or not: the service refuses a word
// that it does not know, and names the ones it does.
extension UnitID: ExpressibleByArgument {}
extension FindingFlag: ExpressibleByArgument {}
extension FindingState: ExpressibleByArgument {}
extension TaskState: ExpressibleByArgument {}
extension TestKind: ExpressibleByArgument {}
extension TestResult: ExpressibleByArgument {}

/// Times on the command line: RFC 3339, or a bare date for midnight WIB at its start.
enum TimeArgument {
  /// - Throws: `Refusal` of the rules with which a document's times are refused.
  static func time(_ text: String, in field: String) throws(Refusal) -> Timestamp {
    let midnight = CalendarDate(text).map { Timestamp(startOf: $0, in: .wib) }
    guard let time = midnight ?? Timestamp(rfc3339: text) else { throw .notATime(field, text) }
    return time
  }

  /// The same as requests hold it.
  static func completed(_ text: String, in field: String) throws(Refusal) -> TimeText {
    TimeText(try time(text, in: field))
  }
}

/// Codes of regions on the command line.
enum RegionArgument {
  /// - Throws: `Refusal` of the rule with which a service refuses it.
  static func code(_ text: String, in field: String) throws(Refusal) -> RegionCode {
    guard let code = RegionCode(text) else { throw .noRegion(field, text) }
    return code
  }
}
