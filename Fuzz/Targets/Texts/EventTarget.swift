import Domain
import Events

/// The payload of a record, by the type that it names.
enum EventTarget {
  private static let payloads: [String: any EventPayload.Type] = Dictionary(
    EventCatalogue.all.map { ($0.type.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func run(_ input: [UInt8]) throws -> Bool {
    guard let head = try? EventCoding.decode(EventHead.self, from: input) else { return false }
    try hold(try Stable.takes(EventHead.self, input), "a head reads back")
    _ = TimeText(head.time)
    guard let payload = payloads[head.type] else { return true }
    return try takes(payload, input)
  }

  private static func takes<Payload: EventPayload>(
    _: Payload.Type, _ input: [UInt8]
  ) throws -> Bool {
    guard try Stable.takes(Event<Payload>.self, input) else { return false }
    let event = try EventCoding.decode(Event<Payload>.self, from: input)
    let head = try EventCoding.decode(EventHead.self, from: try EventCoding.encode(event))
    try hold(head.type == event.type && head.subject == event.subject, "an event has its head")
    return true
  }
}
