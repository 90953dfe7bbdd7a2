import Domain
import RegistryService

/// The facts of the real registry that the sample country needs.
enum SmallRegistry {
  private static let regions: Set<String> = [
    "13", "13.03", "13.76", "17", "17.01", "17.02", "17.03", "17.08", "17.71",
  ]
  private static let units: Set<String> = [
    "pom-bengkulu", "pom-rejang-lebong", "pom-padang", "pom-payakumbuh", "pom-sijunjung",
    "pusat-kepala", "pusat-deputi-3", "pusat-inspektorat", "kemendag", "kemenkes", "komdigi",
  ]

  /// In the order of the real one; what rests on a fact that is not among them is left out.
  static func facts() throws -> [RegistryFact] {
    var state = RegistryState()
    return try ReferenceData.bundled().facts.compactMap(part).filter { fact in
      do {
        try state.apply(fact)
        return true
      } catch is Refusal {
        return false
      }
    }
  }

  private static func part(of fact: RegistryFact) -> RegistryFact? {
    switch fact {
    case .region(let region): return regions.contains(region.code.rawValue) ? fact : nil
    case .unit(var unit):
      if units.contains(unit.id.rawValue) {
        unit.seat = unit.seat.flatMap { regions.contains($0.rawValue) ? $0 : RegionCode("17.71") }
        return .unit(unit)
      } else {
        return unit.id.pemdaRegion.map { regions.contains($0.rawValue) } == true ? fact : nil
      }
    case .area(var area):
      area.regions = area.regions.filter { regions.contains($0.rawValue) }
      return units.contains(area.unit.rawValue) && !area.regions.isEmpty ? .area(area) : nil
    case .coordinator(let decree): return units.contains(decree.loka.rawValue) ? fact : nil
    case .calendar, .competence: return fact
    case .substance(let substance):
      return ["rhodamin-b", "formalin", "boraks"].contains(substance.id.rawValue) ? fact : nil
    case .regionChange, .key: return nil
    }
  }
}
