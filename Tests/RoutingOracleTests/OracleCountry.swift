import Domain
import RegistryService
import Testing

@testable import RoutingOracle

/// The real country's oracle and short words for what the hand-written cases need.
enum OracleCountry {
  static let data = Result { try ReferenceData.bundled() }

  static func oracle(adding later: [RegistryFact] = []) throws -> RoutingOracle {
    RoutingOracle(facts: try data.get().facts + later)
  }

  static func time(_ text: String) throws -> Timestamp {
    try #require(Timestamp(rfc3339: text), "\(text)")
  }

  static func place(
    _ region: String?, _ facility: FacilityKind = .market, permit: String? = nil,
    role: PlaceRole = .found
  ) throws -> FindingPlace {
    FindingPlace(
      role: role, region: try region.map { try #require(RegionCode($0)) }, facility: facility,
      permit: permit.map { Permit(type: PermitType($0)) })
  }

  static func finding(
    _ foundAt: String, _ places: [FindingPlace], activity: FindingActivity = .sampling,
    group: [String] = []
  ) throws -> FindingDocument {
    FindingDocument(
      activity: activity, foundAt: try time(foundAt), places: places,
      substance: SubstanceMention(given: "boraks", id: nil), confidential: !group.isEmpty,
      group: group.map { UnitID($0) })
  }
}
