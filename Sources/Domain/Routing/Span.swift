/// How far apart the known regions of a finding's places lie.
public enum Span: String, Codable, Sendable, CaseIterable {
  /// One regency or city, or no region known.
  case none
  /// Several regencies or cities of one province.
  case regencies
  case provinces

  init(_ regions: some Sequence<RegionCode>) {
    let distinct = Set(regions)
    if Set(distinct.map(\.province)).count > 1 {
      self = .provinces
    } else {
      self = distinct.count > 1 ? .regencies : .none
    }
  }
}
