/// What routing needs to know of one version of a finding.
public struct RoutingInput: Sendable {
  public var document: FindingDocument
  /// The unit that reported the finding.
  public var reporter: UnitID
  /// The time of the event that causes the message (the report, the laboratory's result, the
  /// withdrawal): the coordinator is the one of this instant, everything else that of `foundAt`.
  public var eventTime: Timestamp

  public init(document: FindingDocument, reporter: UnitID, eventTime: Timestamp) {
    self.document = document
    self.reporter = reporter
    self.eventTime = eventTime
  }
}
