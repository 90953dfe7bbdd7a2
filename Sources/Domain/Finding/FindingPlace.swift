/// A place of a finding: where it was found, sold, made, supplied or stored.
public struct FindingPlace: Hashable, Codable, Sendable {
  public var role: PlaceRole
  /// The regency or city; `nil` while nobody knows it.
  public var region: RegionCode?
  public var facility: FacilityKind
  /// The facility's name as people know it, at most 200 characters.
  public var name: String?
  /// `nil` when there is none.
  public var permit: Permit?

  public init(
    role: PlaceRole, region: RegionCode?, facility: FacilityKind, name: String? = nil,
    permit: Permit? = nil
  ) {
    self.role = role
    self.region = region
    self.facility = facility
    self.name = name
    self.permit = permit
  }

  /// Deals in hazardous substances: by the kind of its facility or by its licence.
  public var isB2Trader: Bool {
    facility == .b2Trader || permit.map { PermitType.b2Trade.contains($0.type) } ?? false
  }
}
