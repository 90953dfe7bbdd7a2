package import Domain

/// The first body frame of a request to a service's door; a second frame carries a document (a
/// finding's JSON, byte for byte as the officer wrote it) where the name asks for one.
package struct RequestHead: Codable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// Changes state; carries a command id and is answered after its commit.
    case command
    /// Reads: appends nothing to the log. `inbox.read` as the unit notes the delivery.
    case query
  }

  package var kind: Kind
  package var name: RequestName
  /// Who asks. At the door for units the key decides the unit.
  package var actor: Actor
  /// Chosen by the client; the same id again gets the stored answer. Commands only.
  package var commandID: String?
  package var parameters: [String: String]

  package init(
    _ kind: Kind, _ name: RequestName, by actor: Actor, commandID: String? = nil,
    parameters: [String: String] = [:]
  ) {
    self.kind = kind
    self.name = name
    self.actor = actor
    self.commandID = commandID
    self.parameters = parameters
  }

  /// A request by the command line.
  /// - Parameter unit: `nil` for the local operator.
  package init(
    _ kind: Kind, _ name: RequestName, as unit: UnitID? = nil, commandID: String? = nil,
    parameters: [String: String] = [:]
  ) {
    self.init(
      kind, name, by: Actor(unit: unit, via: .cli), commandID: commandID, parameters: parameters)
  }

  /// The unit on whose behalf the request is made.
  package var unit: UnitID? { actor.unit }

  enum CodingKeys: String, CodingKey {
    case kind, name, actor, parameters
    case commandID = "command"
  }
}

/// The names of requests: an open set, so that an older service answers an unknown one with a
/// refusal instead of not understanding the request at all.
package struct RequestName: RawRepresentable, Hashable, Codable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  init(_ rawValue: String) { self.rawValue = rawValue }

  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension RequestName {
  /// The names of today.
  package static let all: [RequestName] = [
    .status, .trace, .retryQuarantine, .listQuarantine, .adoptLog, .listMissing,
    .whoCovers, .designate, .endDesignation, .enrol, .importFacts,
    .reportFinding, .amendFinding, .recordTest, .withdrawFinding, .closeFinding, .openFinding,
    .showFinding, .listFindings, .explain, .simulate,
    .listTasks, .showTask, .acceptTask, .redirectTask, .reportTask, .completeTask,
    .readInbox, .acknowledge,
  ]

  // Every service.
  /// → `ServiceStatus`.
  package static let status = RequestName("status")
  /// `subject` (a finding's id), `after`? → `TraceAnswer` of this service, as far as the
  /// actor may read it.
  package static let trace = RequestName("trace")
  /// → `QuarantineRetried`; applies quarantined records again.
  package static let retryQuarantine = RequestName("quarantine.retry")

  /// `after`? → `QuarantineAnswer`; what could not be applied and what waits behind it.
  package static let listQuarantine = RequestName("quarantine.list")
  /// `source` → `AdoptAnswer`; follows a restored log from where it agrees with what was applied.
  package static let adoptLog = RequestName("log.adopt")
  /// `after`? → `MissingAnswer`; what restored logs lack and this service has had.
  package static let listMissing = RequestName("missing.list")

  // Registry.
  /// `region`, `at`?, `permit`? → `WhoCoversAnswer`.
  package static let whoCovers = RequestName("who-covers")
  /// `unit`, `coordinator`, `from`, `decree` → `RegistryChangeAnswer`.
  package static let designate = RequestName("coordinator.designate")
  /// `unit`, `from`, `decree` → `RegistryChangeAnswer`.
  package static let endDesignation = RequestName("coordinator.end")
  /// `unit`, `publicKey` (64 hexadecimal digits) → `RegistryChangeAnswer`.
  package static let enrol = RequestName("key.enrol")
  /// Document frame: a fact in JSON or an array of facts (`RegistryFact.list(json:)`), recorded in
  /// their order, all or none → `RegistryImportAnswer`.
  package static let importFacts = RequestName("registry.import")

  // Findings.
  /// Document frame: the finding; `finding` (the id chosen by the client) → `ReportAnswer`.
  package static let reportFinding = RequestName("finding.report")
  /// `finding`; document frame: the whole new document → `FindingChangeAnswer`.
  package static let amendFinding = RequestName("finding.amend")
  /// `finding`, `kind`, `result`, `reportNo`?, `at`? → `FindingChangeAnswer`.
  package static let recordTest = RequestName("finding.test")
  /// `finding`, `reason` → `FindingChangeAnswer`.
  package static let withdrawFinding = RequestName("finding.withdraw")
  /// `finding` → `FindingChangeAnswer`.
  package static let closeFinding = RequestName("finding.close")
  /// `finding`: opens a confidential finding to its whole circle → `FindingChangeAnswer`.
  package static let openFinding = RequestName("finding.open")
  /// `finding` (id or number), `after`? → `FindingView`.
  package static let showFinding = RequestName("finding.show")
  /// `unit`?, `state`?, `region`?, `flag`?, `after`?, `limit`? → `FindingListAnswer`.
  package static let listFindings = RequestName("finding.list")

  // Hazardous-materials watch.
  /// `finding`, `version`? → `Explanation`.
  package static let explain = RequestName("explain")
  /// Document frame: a finding that is not sent → `Explanation`.
  package static let simulate = RequestName("simulate")

  // Pemda liaison.
  /// `unit`?, `state`?, `finding`?, `after`?, `limit`? → `TaskListAnswer`.
  package static let listTasks = RequestName("task.list")
  /// `task` (id or number), `after`? → `TaskView`.
  package static let showTask = RequestName("task.show")
  /// `task` → `TaskView`.
  package static let acceptTask = RequestName("task.accept")
  /// `task`, `to`, `reason` → `TaskView`.
  package static let redirectTask = RequestName("task.redirect")
  /// `task`; document frame: the Pemda's report → `TaskView`.
  package static let reportTask = RequestName("task.report")
  /// `task`, `note`? → `TaskView`.
  package static let completeTask = RequestName("task.complete")

  // Notifier.
  /// `unit`, `after`?, `limit`? → `InboxAnswer`.
  package static let readInbox = RequestName("inbox.read")
  /// `message` (id or number) → `AcknowledgeAnswer`.
  package static let acknowledge = RequestName("message.acknowledge")
}

/// The first body frame of an answer; the second is the answer's JSON when the outcome is done.
package struct AnswerHead: Codable, Sendable {
  /// `nil` when the request was carried out.
  package var refusal: Refusal?

  package init(refusal: Refusal? = nil) {
    self.refusal = refusal
  }
}
