extension Routing {
  /// Rules 1 and 5: the owner acts; its coordinator, if a decree names one, knows or coordinates.
  static func tellOwner(_ facts: PlaceFacts, spans: Span, in ledger: inout RoutingLedger) {
    guard let area = facts.area else { return }
    guard let owner = area.owner else {
      ledger.flag(.ownerUnknown)
      return
    }
    ledger.weigh(owner)
    ledger.tell(
      owner.value, .action, .owner, place: facts.index, RoutingSubject(region: area.region),
      basis: owner.source, certainty: owner.certainty)
    if let coordinator = area.coordinator {
      tellCoordinator(coordinator, of: owner.value, spans: spans, in: &ledger)
    }
  }

  /// Rule 5.
  private static func tellCoordinator(
    _ coordinator: Established<Designation>, of owner: UnitID, spans: Span,
    in ledger: inout RoutingLedger
  ) {
    ledger.weigh(coordinator)
    let decree = coordinator.value.decree
    ledger.tell(
      coordinator.value.coordinator, spans == .none ? .attention : .coordination,
      spans == .none ? .coordinator : .coordinatorSpanning, RoutingSubject(owner: owner),
      basis: decree.isEmpty ? nil : decree, certainty: coordinator.certainty)
  }

  /// Rule 2: whoever issues the permit acts. A Pemda needs the place's region, a ministry does not.
  static func tellCompetent(
    _ facts: PlaceFacts, jurisdiction: some Jurisdiction, in ledger: inout RoutingLedger
  ) {
    guard let permit = facts.place.permit else { return }
    guard let competence = facts.competence else {
      ledger.tell(
        .pusatDeputi3, .coordination, .pusatCompetenceUnknown, place: facts.index,
        RoutingSubject(permit: permit.type))
      return
    }
    ledger.weigh(competence)
    let regional: UnitID?
    switch competence.value.authority {
    case .unit(let unit):
      ledger.tell(
        unit, .action, .competentMinistry, place: facts.index, RoutingSubject(permit: permit.type),
        basis: competence.value.basis, certainty: competence.certainty)
      regional = nil
    case .province: regional = facts.area?.province
    case .regency: regional = facts.area?.pemda
    }
    if let regional, let region = facts.area?.region {
      ledger.tell(
        regional, .action, .competentAuthority, place: facts.index,
        RoutingSubject(region: region, permit: permit.type),
        basis: competence.value.basis, certainty: competence.certainty)
    }
  }

  /// Rules 3, 4 (each province's attention) and 8: the Pemda of the place and of its province.
  static func tellLocalGovernments(
    _ facts: PlaceFacts, document: FindingDocument, in ledger: inout RoutingLedger
  ) {
    guard let area = facts.area else { return }
    let region = RoutingSubject(region: area.region)
    if facts.place.permit == nil {
      ledger.tell(area.pemda, .action, .pemdaNoPermit, place: facts.index, region)
    } else {
      ledger.tell(area.pemda, .attention, .pemdaPlace, place: facts.index, region)
    }
    if document.activity == .outbreak {
      ledger.tell(area.pemda, .action, .pemdaOutbreak, place: facts.index, region)
    }
    ledger.tell(
      area.province, .attention, .province, place: facts.index,
      RoutingSubject(province: area.region.province))
  }

  /// Rule 7: trade in hazardous substances is the Ministry of Trade's to know; without any permit,
  /// it and the province act.
  static func tellB2Trade(_ facts: PlaceFacts, in ledger: inout RoutingLedger) {
    guard facts.place.isB2Trader else { return }
    ledger.tell(.pusatDeputi3, .coordination, .pusatB2Trader, place: facts.index)
    guard facts.place.permit == nil else {
      ledger.tell(.kemendag, .attention, .b2Trader, place: facts.index)
      return
    }
    ledger.tell(.kemendag, .action, .b2TraderUnlicensed, place: facts.index)
    if let area = facts.area {
      ledger.tell(area.province, .action, .b2TraderUnlicensed, place: facts.index)
    }
  }

  /// Rule 4: a province acts when places lie in different regencies of it.
  static func tellProvincesAcrossRegencies(
    _ places: [PlaceFacts], in ledger: inout RoutingLedger
  ) {
    var regions: [RegionCode: Set<RegionCode>] = [:]
    for area in places.lazy.compactMap(\.area) {
      regions[area.region.province, default: []].insert(area.region)
    }
    for facts in places {
      guard let area = facts.area, regions[area.region.province, default: []].count > 1 else {
        continue
      }
      ledger.tell(
        area.province, .action, .provinceAcrossRegencies, place: facts.index,
        RoutingSubject(province: area.region.province))
    }
  }

  /// Rule 9: while no region is known, the reporter's unit is the owner.
  static func tellReporterAsOwner(
    _ input: RoutingInput, jurisdiction: some Jurisdiction, in ledger: inout RoutingLedger
  ) {
    ledger.tell(input.reporter, .action, .reporterOwns)
    if let coordinator = jurisdiction.coordinator(of: input.reporter, at: input.eventTime) {
      tellCoordinator(coordinator, of: input.reporter, spans: .none, in: &ledger)
    }
  }

  /// Rules 6 and 8: what Pusat and the Ministry of Health hear.
  static func tellPusat(
    _ places: [PlaceFacts], spans: Span, activity: FindingActivity,
    in ledger: inout RoutingLedger
  ) {
    ledger.tell(.pusatDeputi3, .attention, .pusat)
    if spans == .provinces {
      ledger.tell(.pusatDeputi3, .coordination, .pusatAcrossProvinces)
    }
    for facts in places where facts.area == nil {
      ledger.tell(.pusatDeputi3, .coordination, .pusatRegionUnknown, place: facts.index)
    }
    let leads = places.compactMap { $0.area?.leads }
    if let first = leads.first, leads.dropFirst().reduce(first, { $0.intersection($1) }).isEmpty {
      ledger.tell(.pusatDeputi3, .coordination, .pusatNoSingleLead)
    }
    if activity == .outbreak {
      ledger.tell(.pusatKepala, .attention, .outbreak)
      ledger.tell(.kemenkes, .attention, .outbreak)
    }
  }
}
