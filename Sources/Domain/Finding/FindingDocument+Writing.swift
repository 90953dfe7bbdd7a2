extension FindingDocument {
  /// The document as its canonical JSON: fields sorted by name, absent ones left out, times as RFC
  /// 3339 in `zone`. Reading it again gives the same finding.
  package func canonicalJSON(in zone: IndonesianZone = .wib) -> [UInt8] {
    JSONWriter.bytes(of: jsonValue(in: zone))
  }

  private func jsonValue(in zone: IndonesianZone) -> JSONValue {
    .present([
      ("id", id.map { .string($0.description) }),
      ("activity", .string(activity.rawValue)),
      ("trigger", trigger.map { .string($0.rawValue) }),
      ("foundAt", .string(foundAt.rfc3339(in: zone))),
      ("places", .array(places.map(\.jsonValue))),
      ("product", product?.jsonValue),
      ("substance", .string(substance.given)),
      ("test", test?.jsonValue(in: zone)),
      ("secured", secured?.jsonValue),
      ("confidential", .bool(confidential)),
      ("group", group.isEmpty ? nil : .array(group.map { .string($0.rawValue) })),
      ("note", note.isEmpty ? nil : .string(note)),
    ])
  }
}

extension JSONValue {
  /// An object of the members that have a value.
  fileprivate static func present(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }
}

extension FindingPlace {
  fileprivate var jsonValue: JSONValue {
    .present([
      ("role", .string(role.rawValue)),
      ("region", region.map { .string($0.rawValue) }),
      ("facility", .string(facility.rawValue)),
      ("name", name.map { .string($0) }),
      (
        "permit",
        permit.map {
          .present([
            ("type", .string($0.type.rawValue)), ("number", $0.number.map { .string($0) }),
          ])
        }
      ),
    ])
  }
}

extension FoodProduct {
  fileprivate var jsonValue: JSONValue {
    .present([
      ("name", .string(name)),
      ("quantity", quantity.map { .present($0.members) }),
    ])
  }
}

extension Quantity {
  fileprivate var members: [(String, JSONValue?)] {
    [("value", .number(value)), ("unit", unit.isEmpty ? nil : .string(unit))]
  }
}

extension SecuredGoods {
  fileprivate var jsonValue: JSONValue {
    .present(quantity.members + [("action", action.map { .string($0) })])
  }
}

extension TestRecord {
  fileprivate func jsonValue(in zone: IndonesianZone) -> JSONValue {
    .present([
      ("kind", .string(kind.rawValue)),
      ("result", .string(result.rawValue)),
      ("kit", kit.map { .string($0) }),
      ("reportNo", reportNumber.map { .string($0) }),
      ("at", at.map { .string($0.rfc3339(in: zone)) }),
    ])
  }
}
