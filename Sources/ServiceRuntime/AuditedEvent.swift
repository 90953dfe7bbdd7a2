import Events

/// The part of an event that a check reads, and nothing else of it, so that two checks need agree on
/// few members (docs/log-format.md, 8.6).
public protocol AuditedEvent: Decodable {
  /// The member of `data` in which it stands; `nil` when it is `data` itself.
  static var member: String? { get }
}

extension AuditedEvent {
  /// - Returns: `nil` when the payload is not lawful for this reader.
  public init?(payload: [UInt8]) {
    guard let carrier = try? EventCoding.decode(AuditedCarrier<Self>.self, from: payload) else {
      return nil
    }
    self = carrier.content
  }
}

private struct AuditedCarrier<Content: AuditedEvent>: Decodable {
  let content: Content

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let envelope = try decoder.container(keyedBy: Key.self)
    guard let member = Content.member else {
      content = try envelope.decode(Content.self, forKey: Key("data"))
      return
    }
    let data = try envelope.nestedContainer(keyedBy: Key.self, forKey: Key("data"))
    content = try data.decode(Content.self, forKey: Key(member))
  }
}
