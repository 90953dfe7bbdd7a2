/// Decides who is told of a finding ("Routing, made precise": the rules are cited by number).
///
/// A pure function: no clock, no storage, no order of places in the result.
package enum Routing {
  /// - Parameters:
  ///   - input: a document that was checked at the door.
  ///   - jurisdiction: the registry as of the record on which the decision rests.
  package static func decide(
    _ input: RoutingInput, in jurisdiction: some Jurisdiction
  ) -> RoutingDecision {
    let document = input.document
    let places = survey(input, in: jurisdiction)
    let spans = Span(places.lazy.compactMap { $0.area?.region })
    var ledger = RoutingLedger()
    for flag in document.flags(in: jurisdiction) { ledger.flag(flag) }
    for facts in places {
      tellOwner(facts, spans: spans, in: &ledger)
      tellCompetent(facts, jurisdiction: jurisdiction, in: &ledger)
      tellLocalGovernments(facts, document: document, in: &ledger)
      tellB2Trade(facts, in: &ledger)
      if facts.place.facility == .online {
        ledger.tell(.komdigi, .attention, .online, place: facts.index)
      }
    }
    tellProvincesAcrossRegencies(places, in: &ledger)
    if places.allSatisfy({ $0.area == nil }) {
      tellReporterAsOwner(input, jurisdiction: jurisdiction, in: &ledger)
    }
    tellPusat(places, spans: spans, activity: document.activity, in: &ledger)
    let recipients = ledger.recipients(reporter: input.reporter)
    return RoutingDecision(
      recipients: recipients, notTold: leftOut(places, told: Set(recipients.map(\.unit))),
      flags: ledger.flags.sorted(), spans: spans, riskClass: RiskClass(document.substance))
  }

  /// Looks every place up, each region once.
  private static func survey(
    _ input: RoutingInput, in jurisdiction: some Jurisdiction
  ) -> [PlaceFacts] {
    var areas: [RegionCode: AreaFacts] = [:]
    return input.document.places.enumerated().map { index, place in
      let area = place.region.map { code in
        let region = jurisdiction.code(of: code, at: input.document.foundAt)
        return areas[region] ?? AreaFacts(region, input: input, jurisdiction: jurisdiction)
      }
      if let area { areas[area.region] = area }
      let competence = place.permit.flatMap {
        jurisdiction.competence(for: $0.type.rawValue, at: input.document.foundAt)
      }
      return PlaceFacts(index: index, place: place, area: area, competence: competence)
    }
  }

  /// Units that a person might expect, with the reason why they are not told.
  private static func leftOut(_ places: [PlaceFacts], told: Set<UnitID>) -> [NotTold] {
    var entries: Set<NotTold> = []
    for area in places.compactMap(\.area) {
      let region = area.region.rawValue
      if !area.region.isAutonomous {
        entries.insert(
          NotTold(
            unit: .pemda(area.region), reason: .administrativeArea,
            parameters: ["region": region, "instead": area.pemda.rawValue]))
      }
      for unit in area.otherOwners {
        entries.insert(
          NotTold(unit: unit, reason: .ownerAtAnotherTime, parameters: ["region": region]))
      }
      for unit in area.otherCoordinators {
        entries.insert(
          NotTold(
            unit: unit, reason: .coordinatorAtAnotherTime,
            parameters: ["owner": area.owner?.value.rawValue ?? ""]))
      }
    }
    return entries.filter { !told.contains($0.unit) }.sorted(by: NotTold.precedes)
  }
}
