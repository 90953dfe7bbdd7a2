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
