public import Domain
public import Events

/// What checks read of messages that were posted.
public struct AuditedPost: AuditedEvent {
  public static let member: String? = nil

  public struct Entry: Decodable {
    public let unit: String
    public let position: Int64
    public let message: ID<Message>
    public let number: String
  }

  public let entries: [Entry]
}
