/// When a fact of the registry holds: from an instant until just before another.
///
/// Every fact is dated by instants. A regulation that names a day counts from the day's start in
/// Jakarta: `Validity(from: day, until: day)` and the reference files read dates as 00:00 WIB.
package struct Validity: Hashable, Codable, Sendable {
  /// The first instant; `nil` means as far back as the registry knows anything.
  package var from: Timestamp?
  /// The first instant at which it no longer holds; `nil` means until a later fact replaces it.
  package var until: Timestamp?

  package init(from: Timestamp? = nil, until: Timestamp? = nil) {
    self.from = from
    self.until = until
  }

  /// From the start of a day in WIB until the start of another.
  package init(from: CalendarDate?, until: CalendarDate? = nil) {
    self.from = from.map { Timestamp(startOf: $0, in: .wib) }
    self.until = until.map { Timestamp(startOf: $0, in: .wib) }
  }

  package static let always = Validity(from: Timestamp?.none)

  /// Whether it ends before it begins, or as it begins.
  package var isEmpty: Bool {
    guard let from, let until else { return false }
    return until <= from
  }

  package func contains(_ instant: Timestamp) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }
}
