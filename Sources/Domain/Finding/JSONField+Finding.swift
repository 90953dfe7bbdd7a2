extension JSONField {
  func findingID() throws(Refusal) -> ID<FindingDocument> {
    guard case .string(let raw) = value else { throw wrongType("string") }
    guard let id = ID<FindingDocument>(raw) else {
      throw .invalid(path, "not-a-uuid", ["value": JSONField.shown(raw)])
    }
    guard id.version == 7, id.bytes[8] & 0xc0 == 0x80 else {
      throw .invalid(path, "not-uuid-version-7", ["value": id.description])
    }
    return id
  }

  /// An instant between the year 2000 and five minutes from now.
  func time(now: Timestamp) throws(Refusal) -> Timestamp {
    guard case .string(let raw) = value else { throw wrongType("string") }
    let shown = JSONField.shown(raw)
    guard let time = Timestamp(rfc3339: raw) else {
      throw .notATime(path, raw)
    }
    guard time >= FindingDocument.earliest else {
      throw .invalid(
        path, "too-early", ["value": shown, "earliest": FindingDocument.earliest.rfc3339()])
    }
    guard time <= now.adding(FindingDocument.clockSkewMax) else {
      throw .invalid(path, "in-future", ["value": shown, "now": now.rfc3339()])
    }
    return time
  }

  func product() throws(Refusal) -> FoodProduct {
    var name: String?
    var quantity: Quantity?
    for (member, field) in try members(allowed: ["name", "quantity"]) {
      if member == "name" {
        name = try field.text(limit: FindingDocument.nameMax)
      } else {
        quantity = try field.quantity()
      }
    }
    guard let name else { throw JSONField.missing("name", in: path) }
    return FoodProduct(name: name, quantity: quantity)
  }

  private func quantity() throws(Refusal) -> Quantity {
    var amount: Double?
    var unit = ""
    for (member, field) in try members(allowed: ["value", "unit"]) {
      if member == "value" {
        amount = try field.amount()
      } else {
        unit = try field.text(limit: FindingDocument.measureMax, mayBeEmpty: true)
      }
    }
    guard let amount else { throw JSONField.missing("value", in: path) }
    return Quantity(value: amount, unit: unit)
  }

  func secured() throws(Refusal) -> SecuredGoods {
    var amount: Double?
    var unit = ""
    var action: String?
    for (member, field) in try members(allowed: ["value", "unit", "action"]) {
      switch member {
      case "value": amount = try field.amount()
      case "unit": unit = try field.text(limit: FindingDocument.measureMax, mayBeEmpty: true)
      default: action = try field.text(limit: FindingDocument.wordMax)
      }
    }
    guard let amount else { throw JSONField.missing("value", in: path) }
    return SecuredGoods(quantity: Quantity(value: amount, unit: unit), action: action)
  }

  func test(now: Timestamp) throws(Refusal) -> TestRecord {
    var kind: TestKind?
    var result: TestResult?
    var kit: String?
    var reportNumber: String?
    var at: Timestamp?
    for (member, field) in try members(allowed: ["kind", "result", "kit", "reportNo", "at"]) {
      switch member {
      case "kind": kind = try field.word()
      case "result": result = try field.word()
      case "kit": kit = try field.text(limit: FindingDocument.nameMax)
      case "reportNo": reportNumber = try field.text(limit: FindingDocument.numberMax)
      default: at = try field.time(now: now)
      }
    }
    guard let kind else { throw JSONField.missing("kind", in: path) }
    guard let result else { throw JSONField.missing("result", in: path) }
    return TestRecord(kind: kind, result: result, kit: kit, reportNumber: reportNumber, at: at)
  }

  func substance(by vocabulary: some FindingVocabulary) throws(Refusal) -> SubstanceMention {
    let given = try text(limit: FindingDocument.nameMax)
    let mention = SubstanceMention(given: given, id: nil)
    if mention.isDeclaredUnknown { return mention }
    return SubstanceMention(given: given, id: vocabulary.substance(matching: given))
  }

  func group(
    in context: FindingContext<some FindingVocabulary>
  ) throws(Refusal) -> [UnitID] {
    let fields = try elements()
    guard fields.count <= FindingDocument.groupMax else {
      throw .invalid(
        path, "too-many-units",
        ["limit": String(FindingDocument.groupMax), "count": String(fields.count)])
    }
    var units: Set<UnitID> = []
    for field in fields {
      let unit = UnitID(try field.text(limit: FindingDocument.wordMax))
      guard context.vocabulary.hasUnit(unit, at: context.foundAt) else {
        throw .invalid(field.path, "unknown-unit", ["value": unit.rawValue])
      }
      units.insert(unit)
    }
    return units.sorted()
  }
}
