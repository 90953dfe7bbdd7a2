extension FindingDocument {
  /// Reads a document as an officer or a unit's system wrote it, strictly.
  ///
  /// Size, UTF-8, syntax and depth are checked before anything else, then `foundAt` (regions and
  /// units are looked up as of it), then the fields in the order in which they were written: the
  /// first fault is the one refused. `null` counts as absent.
  ///
  /// - Parameters:
  ///   - bytes: JSON of at most 64 KiB.
  ///   - now: the domain clock; nothing may lie more than five minutes after it.
  ///   - vocabulary: the registry as this service has it.
  /// - Throws: a `Refusal` of code `invalid` that names the path and the rule. An unknown substance
  ///   or permit type is no fault.
  package init(
    json bytes: [UInt8], now: Timestamp, vocabulary: some FindingVocabulary
  ) throws(Refusal) {
    let limits = JSONReader.Limits(
      bytes: FindingDocument.documentBytesMax, depth: FindingDocument.documentDepthMax)
    let root = JSONField(path: "", value: try JSONReader.read(bytes, limits: limits))
    let members = try root.members(allowed: FindingDraft.fields)
    guard let found = members.first(where: { $0.name == "foundAt" }) else {
      throw JSONField.missing("foundAt", in: "")
    }
    let context = FindingContext(
      foundAt: try found.field.time(now: now), now: now, vocabulary: vocabulary)
    var draft = FindingDraft()
    for (name, field) in members { try draft.read(name, field, in: context) }
    try self.init(draft, foundAt: context.foundAt)
  }

  private init(_ draft: FindingDraft, foundAt: Timestamp) throws(Refusal) {
    guard let activity = draft.activity else { throw JSONField.missing("activity", in: "") }
    guard let places = draft.places else { throw .invalid("places", "no-places") }
    guard let substance = draft.substance else { throw JSONField.missing("substance", in: "") }
    guard draft.confidential || draft.group.isEmpty else {
      throw .invalid("group", "group-without-confidential")
    }
    self.init(
      id: draft.id, activity: activity, trigger: draft.trigger, foundAt: foundAt, places: places,
      product: draft.product, substance: substance, test: draft.test, secured: draft.secured,
      confidential: draft.confidential, group: draft.group, note: draft.note)
  }
}

/// The times and lookups by which the fields of one document are checked.
struct FindingContext<Vocabulary: FindingVocabulary> {
  let foundAt: Timestamp
  let now: Timestamp
  let vocabulary: Vocabulary
}
