/// Where a log is published and asked for.
public struct FollowTarget: Sendable {
  public var publisher: Endpoint
  public var door: Endpoint
  /// The same keys for both.
  public var security: ConnectSecurity
  /// Who follows, for the publisher's list of followers; at most 64 octets.
  public var followerName: String

  public init(
    publisher: Endpoint, door: Endpoint, security: ConnectSecurity = .local, followerName: String
  ) {
    self.publisher = publisher
    self.door = door
    self.security = security
    self.followerName = followerName
  }
}
