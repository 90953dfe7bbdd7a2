extension JSONField {
  func places(
    in context: FindingContext<some FindingVocabulary>
  ) throws(Refusal) -> [FindingPlace] {
    let fields = try elements()
    guard !fields.isEmpty else { throw .invalid(path, "no-places") }
    guard fields.count <= FindingDocument.placesMax else {
      throw .invalid(
        path, "too-many-places",
        ["limit": String(FindingDocument.placesMax), "count": String(fields.count)])
    }
    var places: [FindingPlace] = []
    for field in fields { places.append(try field.place(in: context)) }
    return places
  }

  private func place(
    in context: FindingContext<some FindingVocabulary>
  ) throws(Refusal) -> FindingPlace {
    var role: PlaceRole?
    var region: RegionCode?
    var facility: FacilityKind?
    var name: String?
    var permit: Permit?
    let allowed = ["role", "region", "facility", "name", "permit"]
    for (member, field) in try members(allowed: allowed) {
      switch member {
      case "role": role = try field.word()
      case "region": region = try field.region(in: context)
      case "facility": facility = try field.word()
      case "name": name = try field.text(limit: FindingDocument.nameMax)
      default: permit = try field.permit()
      }
    }
    guard let role else { throw JSONField.missing("role", in: path) }
    guard let facility else { throw JSONField.missing("facility", in: path) }
    return FindingPlace(role: role, region: region, facility: facility, name: name, permit: permit)
  }

  private func permit() throws(Refusal) -> Permit {
    var type: PermitType?
    var number: String?
    for (member, field) in try members(allowed: ["type", "number"]) {
      if member == "type" {
        type = PermitType(try field.text(limit: FindingDocument.wordMax))
      } else {
        number = try field.text(limit: FindingDocument.numberMax)
      }
    }
    guard let type else { throw JSONField.missing("type", in: path) }
    return Permit(type: type, number: number)
  }

  /// The code of a regency or city that was in force when the finding was made.
  private func region(
    in context: FindingContext<some FindingVocabulary>
  ) throws(Refusal) -> RegionCode {
    guard case .string(let raw) = value else { throw wrongType("string") }
    let shown = JSONField.shown(raw)
    guard let code = RegionCode(raw) else {
      if let likely = RegionCode(raw + "0"),
        context.vocabulary.standing(of: likely, at: context.foundAt) == .inForce
      {
        throw .invalid(
          path, "region-lost-zero", ["value": shown, "likely": likely.rawValue])
      }
      throw .invalid(path, "region-syntax", ["value": shown])
    }
    guard !code.isProvince else {
      throw .invalid(path, "region-is-province", ["value": shown])
    }
    switch context.vocabulary.standing(of: code, at: context.foundAt) {
    case .inForce:
      return code
    case .replaced(let successors) where !successors.isEmpty:
      throw .invalid(
        path, "region-replaced",
        ["value": shown, "successors": successors.map(\.rawValue).joined(separator: ", ")])
    case .notYet(let predecessor?):
      throw .invalid(
        path, "region-not-yet", ["value": shown, "predecessor": predecessor.rawValue])
    case .unknown, .replaced, .notYet:
      throw .invalid(path, "unknown-region", ["value": shown])
    }
  }
}
