import Domain

/// Findings as a door with a given registry would let them in.
struct RandomFinding {
  /// The codes of regencies and cities to draw from, former and present ones.
  let codes: [RegionCode]
  let reporters: [UnitID]

  private static let permits = [
    "pbf-cabang", "pak-cabang", "ukot", "pt-b2", "apotek", "toko-obat", "toko-alkes", "optikal",
    "umot", "alkes-kelas-1", "pkrt-kelas-1", "pirt", "dt-b2", "it-b2", "ip-b2", "p-b2", "md", "ml",
    "izin-baru",
  ]

  /// - Parameter registry: what the door knows; a code that it refuses is drawn again, and after
  ///   some draws the region stays unknown.
  func make(
    _ generator: inout SeededGenerator, in registry: RegistryState
  ) -> (document: FindingDocument, reporter: UnitID, eventTime: Timestamp) {
    let foundAt = generator.hour(from: 2016, to: 2028)
    let near = generator.once(in: 2) ? generator.pick(codes).province : nil
    let isNowhere = generator.once(in: 20)
    let places = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
      FindingPlace(
        role: generator.pick(PlaceRole.known),
        region: isNowhere || generator.once(in: 12)
          ? nil : region(&generator, near: near, at: foundAt, in: registry),
        facility: generator.pick(FacilityKind.known),
        permit: generator.once(in: 2)
          ? nil : Permit(type: PermitType(generator.pick(Self.permits))))
    }
    let group =
      generator.once(in: 4) ? (0..<3).map { _ in generator.pick(reporters) } : []
    let document = FindingDocument(
      activity: generator.pick(FindingActivity.known), foundAt: foundAt, places: places,
      substance: SubstanceMention(given: "boraks", id: nil), confidential: !group.isEmpty,
      group: Set(group).sorted())
    let delay = Duration.seconds(Int.random(in: 0..<3, using: &generator) * 100 * 86_400)
    return (document, generator.pick(reporters), foundAt.adding(delay))
  }

  private func region(
    _ generator: inout SeededGenerator, near: RegionCode?, at time: Timestamp,
    in registry: RegistryState
  ) -> RegionCode? {
    let candidates = near.map { near in codes.filter { $0.province == near } } ?? codes
    for _ in 0..<20 {
      let code = generator.pick(candidates)
      if registry.standing(of: code, at: time) == .inForce { return code }
    }
    return nil
  }
}
