/// What routing needs to know of one version of a finding.
package struct RoutingInput: Sendable {
  package var document: FindingDocument
  /// The unit that reported the finding.
  package var reporter: UnitID
  /// The time of the event that causes the message (the report, the laboratory's result, the
  /// withdrawal): the coordinator is the one of this instant, everything else that of `foundAt`.
  package var eventTime: Timestamp

  package init(document: FindingDocument, reporter: UnitID, eventTime: Timestamp) {
    self.document = document
    self.reporter = reporter
    self.eventTime = eventTime
  }
}

/// What a reason is about, besides its places: the parameters of its sentence while they are
/// collected, cheap to compare.
struct RoutingSubject: Hashable {
  var region: RegionCode?
  var province: RegionCode?
  var permit: PermitType?
  var owner: UnitID?

  var parameters: [String: String] {
    var parameters: [String: String] = [:]
    if let region { parameters["region"] = region.rawValue }
    if let province { parameters["province"] = province.rawValue }
    if let permit { parameters["permit"] = permit.rawValue }
    if let owner { parameters["owner"] = owner.rawValue }
    return parameters
  }

  /// An order of subjects of one rule, which all have the same members.
  static func precedes(_ left: RoutingSubject, _ right: RoutingSubject) -> Bool {
    if let (one, other) = differing(left.region?.rawValue, right.region?.rawValue) {
      return one < other
    }
    if let (one, other) = differing(left.province?.rawValue, right.province?.rawValue) {
      return one < other
    }
    if let (one, other) = differing(left.permit?.rawValue, right.permit?.rawValue) {
      return one < other
    }
    return left.owner?.rawValue ?? "" < right.owner?.rawValue ?? ""
  }

  private static func differing(_ left: String?, _ right: String?) -> (String, String)? {
    left == right ? nil : (left ?? "", right ?? "")
  }
}

/// How far apart the known regions of a finding's places lie.
package enum Span: String, Codable, Sendable, CaseIterable {
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
