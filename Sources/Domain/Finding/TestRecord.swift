/// A test of a sample.
public struct TestRecord: Hashable, Codable, Sendable {
  public var kind: TestKind
  public var result: TestResult
  /// The kit with its lot, at most 200 characters.
  public var kit: String?
  /// The number of the laboratory's report, at most 100 characters.
  public var reportNumber: String?
  /// When it was read; `nil`: when it was reported.
  public var at: Timestamp?

  public init(
    kind: TestKind, result: TestResult, kit: String? = nil, reportNumber: String? = nil,
    at: Timestamp? = nil
  ) {
    self.kind = kind
    self.result = result
    self.kit = kit
    self.reportNumber = reportNumber
    self.at = at
  }
}
