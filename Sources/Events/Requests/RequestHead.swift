public import Domain

/// The first body frame of a request to a service's door; a second frame carries a document (a
/// finding's JSON, byte for byte as the officer wrote it) where the name asks for one.
public struct RequestHead: Codable, Sendable {
  public enum Kind: String, Codable, Sendable {
    /// Changes state; carries a command id and is answered after its commit.
    case command
    /// Reads: appends nothing to the log. `inbox.read` as the unit notes the delivery.
    case query
  }

  public var kind: Kind
  public var name: RequestName
  /// The unit on whose behalf the request is made; `nil` is the local operator.
  public var unit: UnitID?
  /// Chosen by the client; the same id again gets the stored answer. Commands only.
  public var commandID: String?
  public var parameters: [String: String]

  public init(
    _ kind: Kind, _ name: RequestName, as unit: UnitID? = nil, commandID: String? = nil,
    parameters: [String: String] = [:]
  ) {
    self.kind = kind
    self.name = name
    self.unit = unit
    self.commandID = commandID
    self.parameters = parameters
  }

  enum CodingKeys: String, CodingKey {
    case kind, name, parameters
    case unit = "as"
    case commandID = "command"
  }
}

/// The names of requests: an open set, so that an older service answers an unknown one with a
/// refusal instead of not understanding the request at all.
public struct RequestName: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  init(_ rawValue: String) { self.rawValue = rawValue }

  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension RequestName {
  // Every service.
  /// → `ServiceStatus`.
  public static let status = RequestName("status")
  /// `subject` (a finding's id) → `TraceAnswer` of this service.
  public static let trace = RequestName("trace")
  /// → `QuarantineRetried`; applies quarantined records again.
  public static let retryQuarantine = RequestName("quarantine.retry")

  /// → `QuarantineAnswer`; what could not be applied and what waits behind it.
  public static let listQuarantine = RequestName("quarantine.list")
  /// `source` → `AdoptAnswer`; follows a restored log from where it agrees with what was applied.
  public static let adoptLog = RequestName("log.adopt")
  /// `after`? → `MissingAnswer`; what restored logs lack and this service has had.
  public static let listMissing = RequestName("missing.list")

  // Registry.
  /// `region`, `at`?, `permit`? → `WhoCoversAnswer`.
  public static let whoCovers = RequestName("who-covers")
  /// `unit`, `coordinator`, `from`, `decree` → `RegistryChangeAnswer`.
  public static let designate = RequestName("coordinator.designate")
  /// `unit`, `from`, `decree` → `RegistryChangeAnswer`.
  public static let endDesignation = RequestName("coordinator.end")
  /// `unit`, `publicKey` (64 hexadecimal digits) → `RegistryChangeAnswer`.
  public static let enrol = RequestName("key.enrol")
  /// Document frame: a fact in JSON or an array of facts (`RegistryFact.list(json:)`), recorded in
  /// their order, all or none → `RegistryImportAnswer`.
  public static let importFacts = RequestName("registry.import")

  // Findings.
  /// Document frame: the finding; `finding` (the id chosen by the client) → `ReportAnswer`.
  public static let reportFinding = RequestName("finding.report")
  /// `finding`; document frame: the whole new document → `FindingChangeAnswer`.
  public static let amendFinding = RequestName("finding.amend")
  /// `finding`, `kind`, `result`, `reportNo`?, `at`? → `FindingChangeAnswer`.
  public static let recordTest = RequestName("finding.test")
  /// `finding`, `reason` → `FindingChangeAnswer`.
  public static let withdrawFinding = RequestName("finding.withdraw")
  /// `finding` → `FindingChangeAnswer`.
  public static let closeFinding = RequestName("finding.close")
  /// `finding`: opens a confidential finding to its whole circle → `FindingChangeAnswer`.
  public static let openFinding = RequestName("finding.open")
  /// `finding` (id or number) → `FindingView`.
  public static let showFinding = RequestName("finding.show")
  /// `unit`?, `state`?, `region`?, `flag`?, `after`?, `limit`? → `FindingListAnswer`.
  public static let listFindings = RequestName("finding.list")

  // Hazardous-materials watch.
  /// `finding`, `version`? → `Explanation`.
  public static let explain = RequestName("explain")
  /// Document frame: a finding that is not sent → `Explanation`.
  public static let simulate = RequestName("simulate")

  // Pemda liaison.
  /// `unit`?, `state`?, `finding`? → `TaskListAnswer`.
  public static let listTasks = RequestName("task.list")
  /// `task` (id or number) → `TaskView`.
  public static let showTask = RequestName("task.show")
  /// `task` → `TaskView`.
  public static let acceptTask = RequestName("task.accept")
  /// `task`, `to`, `reason` → `TaskView`.
  public static let redirectTask = RequestName("task.redirect")
  /// `task`; document frame: the Pemda's report → `TaskView`.
  public static let reportTask = RequestName("task.report")
  /// `task`, `note`? → `TaskView`.
  public static let completeTask = RequestName("task.complete")

  // Notifier.
  /// `unit`, `after`?, `limit`? → `InboxAnswer`.
  public static let readInbox = RequestName("inbox.read")
  /// `message` (id or number) → `AcknowledgeAnswer`.
  public static let acknowledge = RequestName("message.acknowledge")
}
