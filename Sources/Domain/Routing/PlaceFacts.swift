/// What the registry says of one place of a finding: the four separate lookups.
struct PlaceFacts {
  let index: Int
  let place: FindingPlace
  /// Shared by all places of the region; `nil` while the region is not known.
  let area: AreaFacts?
  /// Who issues the place's permit; `nil` without a permit and for an unknown type.
  let competence: Established<Competence>?
}

/// What the registry says of one region; one for all places that lie in it.
final class AreaFacts: Sendable {
  /// The code in force at `foundAt`: a renumbering may become known after the finding.
  let region: RegionCode
  /// The UPT whose area it is, as of `foundAt`.
  let owner: Established<UnitID>?
  /// The owner's coordinator as of the event.
  let coordinator: Established<Designation>?
  let pemda: UnitID
  let province: UnitID
  let otherOwners: [UnitID]
  let otherCoordinators: [UnitID]

  init(_ region: RegionCode, input: RoutingInput, jurisdiction: some Jurisdiction) {
    self.region = region
    let foundAt = input.document.foundAt
    owner = jurisdiction.owner(of: region, at: foundAt)
    coordinator = owner.flatMap { jurisdiction.coordinator(of: $0.value, at: input.eventTime) }
    pemda = jurisdiction.pemda(of: region, at: foundAt)
    province = jurisdiction.pemda(of: region.province, at: foundAt)
    otherOwners = jurisdiction.otherOwners(of: region, at: foundAt)
    otherCoordinators =
      owner.map { jurisdiction.otherCoordinators(of: $0.value, at: input.eventTime) } ?? []
  }

  /// The units that could lead alone as far as this region is concerned.
  var leads: Set<UnitID> {
    Set([owner?.value, coordinator?.value.coordinator].compactMap { $0 })
  }
}
