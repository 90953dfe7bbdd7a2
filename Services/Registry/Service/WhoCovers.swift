import Domain
import Events
import ServiceRuntime

/// What people ask of the registry.
struct RegistryQueries: ServiceQueries {
  let registry: RegistryView

  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    let lookup = WhoCovers(state: try registry.state(in: query), now: query.time)
    return try RegistryQueries.routes.answer(request, by: lookup)
  }

  private static let routes = RequestRoutes<WhoCovers>()
    .on(ShowCoverage.self) { try $0.answer($1) }

  func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }
}

/// Answers who covers a region at a time: owner, coordinator, Pemda and competent authority are
/// four separate lookups.
struct WhoCovers {
  let state: RegistryState
  let now: Timestamp

  func answer(_ query: ShowCoverage) throws -> WhoCoversAnswer {
    let code = try state.regionCode(parsing: query.region)
    let at = query.at?.timestamp ?? now
    let permit = query.permit.map { PermitType($0).rawValue }
    let coverage = try state.coverage(of: code, at: at, permitType: permit)
    let zone = IndonesianZone(province: code)
    var answer = WhoCoversAnswer(
      region: code, name: coverage.region.value.name, at: TimeText(at, in: zone),
      pemda: coverage.pemda, province: coverage.province)
    answer.owner = coverage.owner?.value
    answer.ownerName = coverage.owner.flatMap { state.name(of: $0.value, at: at) }
    answer.coordinator = coverage.coordinator?.value.coordinator
    answer.decree = coverage.coordinator?.value.decree
    answer.competent = coverage.competentUnit
    answer.competentBasis = coverage.competent?.value.basis
    answer.standing["region"] = .init(coverage.region)
    if let owner = coverage.owner { answer.standing["owner"] = .init(owner) }
    if let coordinator = coverage.coordinator {
      answer.standing["coordinator"] = .init(coordinator)
    }
    if let competent = coverage.competent { answer.standing["competent"] = .init(competent) }
    if permit != nil, coverage.competent == nil {
      answer.flags.append(FindingFlag.competenceUnknown.rawValue)
    }
    if !coverage.isEstablished { answer.flags.append(FindingFlag.historyNotEstablished.rawValue) }
    return answer
  }
}

extension WhoCoversAnswer.Standing {
  init<Value>(_ fact: Established<Value>) {
    self.init(certainty: fact.certainty, source: fact.source, established: fact.isEstablished)
  }
}
