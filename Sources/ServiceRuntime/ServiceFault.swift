/// A broken rule in a service's own tables, or between them and a log that it follows.
public struct ServiceFault: Sendable {
  /// A stable word, as `terpadu verify` prints it.
  public var name: String
  /// Which sentence says what is wrong: the name, or a word that is more exact.
  public var word: String
  /// The record concerned, in the service's own log; `nil` if it is none.
  public var sequence: UInt64?
  public var parameters: [String: String]

  public init(
    _ name: String, word: String? = nil, at sequence: UInt64? = nil,
    _ parameters: [String: String] = [:]
  ) {
    self.name = name
    self.word = word ?? name
    self.sequence = sequence
    self.parameters = parameters
  }
}
