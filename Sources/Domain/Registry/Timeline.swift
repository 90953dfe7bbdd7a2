/// The dated versions of one thing, oldest first: names of a region, owners of an area.
///
/// A version without an end holds until the next one begins. Nothing is removed: a version learned
/// late is put in its place, and those after it stay.
struct Timeline<Value: Hashable & Sendable>: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    var validity: Validity
    var value: Value
  }

  /// Why a version cannot be put into the timeline.
  enum Conflict: Error, Hashable {
    /// Another version begins at the same instant.
    case sameStart
    /// Its stated period and another's stated period share an instant.
    case overlap
  }

  private(set) var entries: [Entry] = []

  var first: Entry? { entries.first }
  var isEmpty: Bool { entries.isEmpty }

  /// The version that holds at `instant`.
  func entry(at instant: Timestamp) -> Entry? {
    // Nearly every timeline has one to three versions and is asked about the present: from the end.
    guard let entry = entries.last(where: { $0.validity.from.map { $0 <= instant } ?? true }) else {
      return nil
    }
    return entry.validity.contains(instant) ? entry : nil
  }

  /// Whether `instant` is before everything that this timeline knows.
  func isBeforeHistory(_ instant: Timestamp) -> Bool {
    guard let from = entries.first?.validity.from else { return false }
    return instant < from
  }

  /// The version at `instant`; before all history the oldest known one, marked as not established.
  func entryOrOldest(at instant: Timestamp) -> (entry: Entry, isEstablished: Bool)? {
    if let entry = entry(at: instant) { return (entry, true) }
    guard isBeforeHistory(instant), let first else { return nil }
    return (first, false)
  }

  /// Adds a version. One with an end may not reach into the next; one that begins inside a version
  /// with a stated end is refused; a version without a stated end gives way to a later one.
  mutating func insert(_ value: Value, _ validity: Validity) throws(Conflict) {
    let start = validity.from?.milliseconds ?? .min
    let index =
      entries.firstIndex { ($0.validity.from?.milliseconds ?? .min) >= start } ?? entries.count
    if index < entries.count {
      let next = entries[index].validity
      if next.from == validity.from { throw .sameStart }
      if let until = validity.until, let nextFrom = next.from, until > nextFrom { throw .overlap }
    }
    if index > 0, let until = entries[index - 1].validity.until, let from = validity.from,
      until > from
    {
      throw .overlap
    }
    entries.insert(Entry(validity: validity, value: value), at: index)
  }
}
