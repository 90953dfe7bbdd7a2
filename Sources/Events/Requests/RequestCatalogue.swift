/// All that services are asked. Doors, documents, the fuzzer and the tests go through it.
package enum RequestCatalogue {
  package static let all: [any ServiceRequest.Type] = [
    ReportFinding.self, AmendFinding.self, RecordTest.self, WithdrawFinding.self,
    CloseFinding.self, OpenFinding.self, ShowFinding.self, ListFindings.self,
    ExplainFinding.self, SimulateFinding.self,
    ListTasks.self, ShowTask.self, AcceptTask.self, RedirectTask.self, ReportTask.self,
    CompleteTask.self, AddTaskNote.self,
    ReadInbox.self, AcknowledgeMessage.self,
    ShowCoverage.self, DesignateCoordinator.self, EndCoordination.self, EnrolKey.self,
    ImportRegistryFacts.self,
    ShowStatus.self, TraceFinding.self, ListQuarantine.self, RetryQuarantine.self, ListMissing.self,
    AdoptLog.self,
  ]

  /// - Returns: `nil` for a name that this program does not know.
  package static func type(named name: RequestName) -> (any ServiceRequest.Type)? {
    byName[name]
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
