/// A finding while its document is being read, field by field.
struct FindingDraft {
  static let fields = [
    "id", "activity", "trigger", "foundAt", "places", "product", "substance", "test", "secured",
    "confidential", "group", "note",
  ]

  var id: ID<FindingDocument>?
  var activity: FindingActivity?
  var trigger: FindingTrigger?
  var places: [FindingPlace]?
  var product: FoodProduct?
  var substance: SubstanceMention?
  var test: TestRecord?
  var secured: SecuredGoods?
  var confidential = false
  var group: [UnitID] = []
  var note = ""

  /// Reads the top-level field `name`, which is one of `fields`; `foundAt` has been read before.
  mutating func read(
    _ name: String, _ field: JSONField, in context: FindingContext<some FindingVocabulary>
  ) throws(Refusal) {
    switch name {
    case "id": id = try field.findingID()
    case "activity": activity = try field.word()
    case "trigger": trigger = try field.word()
    case "places": places = try field.places(in: context)
    case "product": product = try field.product()
    case "substance": substance = try field.substance(by: context.vocabulary)
    case "test": test = try field.test(now: context.now)
    case "secured": secured = try field.secured()
    case "confidential": confidential = try field.bool()
    case "group": group = try field.group(in: context)
    case "note":
      note = try field.text(limit: FindingDocument.noteMax, lines: true, mayBeEmpty: true)
    default: break
    }
  }
}
