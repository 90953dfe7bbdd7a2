import Domain

/// Every type of event that this program knows, by its code: what is not here goes to quarantine.
package enum EventCatalogue {
  package static let all: [any EventPayload.Type] = [
    RegionFact.self, RegionChangeFact.self, UnitFact.self, AreaFact.self, CoordinatorFact.self,
    CompetenceFact.self, CalendarFact.self, SubstanceFact.self, KeyFact.self,
    RegistryLoaded.self,
    FindingReported.self, FindingAmended.self, FindingTested.self, FindingWithdrawn.self,
    FindingClosed.self, FindingOpened.self,
    AlertRaised.self, AlertUpdated.self, AlertWithdrawn.self, CaseClosed.self, AlarmRaised.self,
    TaskCreated.self, TaskChanged.self, TaskNoted.self, TaskRescheduled.self,
    TaskOverdue.self,
    MessagesPosted.self, MessageAcknowledged.self, EscalationRaised.self,
    MessagesDelivered.self, ReadingAwaited.self,
    RecordQuarantined.self, QuarantineRetried.self, LinkStopped.self, LinkResumed.self,
    LogRestored.self, LogAdopted.self, TimerFailed.self, CommandAnswered.self,
  ]

  /// The names of what people do. Lost, it comes again only if somebody does it again; everything
  /// else is derived again or is the services' own bookkeeping.
  package static let deeds = Set(
    ([
      RegionFact.self, RegionChangeFact.self, UnitFact.self, AreaFact.self, CoordinatorFact.self,
      CompetenceFact.self, CalendarFact.self, SubstanceFact.self, KeyFact.self,
      FindingReported.self, FindingAmended.self, FindingTested.self, FindingWithdrawn.self,
      FindingClosed.self, FindingOpened.self, TaskChanged.self, TaskNoted.self,
    ] as [any EventPayload.Type]).map { $0.type.name })

  package static let types: [UInt32: EventType] = Dictionary(
    all.map { ($0.type.code, $0.type) }, uniquingKeysWith: { first, _ in first })
}
