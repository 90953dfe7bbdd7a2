public import Events

/// What a check of one service's file found: the JSON of `terpadu-<service> --verify`.
public struct VerificationReport: Codable, Sendable {
  public struct Fault: Codable, Hashable, Sendable {
    /// A stable word such as `gap`, `hash` or `chain`.
    public var name: String
    /// The record concerned, in this service's log; `nil` if it is none.
    public var sequence: UInt64?
    /// Which sentence says what is wrong, of the family `fault`.
    public var word: String
    public var parameters: [String: String]

    public init(
      name: String, sequence: UInt64? = nil, word: String? = nil,
      parameters: [String: String] = [:]
    ) {
      self.name = name
      self.sequence = sequence
      self.word = word ?? name
      self.parameters = parameters
    }
  }

  /// Where the service stands in a log that it follows.
  public struct Cursor: Codable, Hashable, Sendable {
    public var log: LogID
    public var epoch: UInt64
    public var sequence: UInt64
    public var hash: String
  }

  public var service: ServiceName
  /// `nil` for a file that could not be read at all.
  public var log: LogID?
  public var epoch: UInt64?
  public var head: UInt64?
  public var faults: [Fault] = []
  /// By the name of the followed service.
  public var cursors: [String: Cursor] = [:]
  /// The hashes of the records that were asked for, by their numbers.
  public var hashes: [String: String] = [:]

  public init(service: ServiceName) {
    self.service = service
  }
}
