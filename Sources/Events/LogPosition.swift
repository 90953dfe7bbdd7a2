/// A place in a log: the log's id and the number of a record in it. Records are numbered from 1;
/// 0 is the place before the first.
public struct LogPosition: Hashable, Codable, Sendable {
  public var log: LogID
  public var sequence: UInt64

  public init(log: LogID, sequence: UInt64) {
    self.log = log
    self.sequence = sequence
  }

  enum CodingKeys: String, CodingKey {
    case log
    case sequence = "seq"
  }
}
