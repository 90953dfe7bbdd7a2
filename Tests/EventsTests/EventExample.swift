import Domain
import Events

/// One event of a type, for the golden files and `docs/events.md`.
///
/// Every optional field that can be filled is filled, so that the example shows the whole shape.
struct EventExample {
  let type: EventType
  /// What the event says, in a line.
  let summary: String
  let bytes: [UInt8]
  /// The paths of the fields that may be absent.
  let optionalPaths: Set<String>
  /// Decodes with today's types and encodes again.
  let roundTrip: @Sendable ([UInt8]) throws -> [UInt8]

  init<Payload: EventPayload>(_ summary: String, _ data: Payload) throws {
    let event = Event(
      source: Payload.type.owner ?? .watch,
      subject: Sample.id(2, of: Finding.self).description, time: Sample.time, actor: Sample.actor,
      data: data)
    type = Payload.type
    self.summary = summary
    bytes = try EventCoding.encode(event)
    optionalPaths = OptionalPaths.of(event)
    roundTrip = { try EventCoding.encode(EventCoding.decode(Event<Payload>.self, from: $0)) }
  }
}

/// Which properties of a value are optional, found by reflection; list items count as one.
enum OptionalPaths {
  static func of(_ value: Any) -> Set<String> {
    var paths: Set<String> = []
    collect(Mirror(reflecting: value), "", into: &paths)
    return paths
  }

  private static func collect(_ mirror: Mirror, _ path: String, into paths: inout Set<String>) {
    for child in mirror.children {
      let label = child.label ?? ""
      if label.hasPrefix(".") { continue }
      let inner = Mirror(reflecting: child.value)
      switch (mirror.displayStyle, inner.displayStyle) {
      case (.collection, _): collect(inner, path + "[]", into: &paths)
      case (.optional, _): collect(inner, path, into: &paths)
      case (_, .optional):
        paths.insert(join(path, label))
        collect(inner, join(path, label), into: &paths)
      case (_, .collection): collect(inner, join(path, label), into: &paths)
      default: collect(inner, join(path, label), into: &paths)
      }
    }
  }

  private static func join(_ path: String, _ label: String) -> String {
    path.isEmpty ? label : "\(path).\(label)"
  }
}
