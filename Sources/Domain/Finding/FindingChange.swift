/// A field in which one version of a finding differs from another.
package struct FindingChange: Hashable, Codable, Sendable {
  /// The path of the field, such as `places[1].permit`; of a place that was added or removed
  /// `places[2]`.
  package var path: String
  /// Whether everyone who was told of the finding must be told of the change: places, permits,
  /// facility, substance, quantities, product, a test's kind or result, and what else decides who is
  /// told (activity and time).
  package var isMaterial: Bool

  package init(path: String, isMaterial: Bool) {
    self.path = path
    self.isMaterial = isMaterial
  }

  /// The fields in which two documents differ, in the order of the document's description. Another
  /// word for the same substance is no change.
  package static func between(
    _ old: FindingDocument, _ new: FindingDocument
  ) -> [FindingChange] {
    var changes: [FindingChange] = []
    func note(_ path: String, _ differs: Bool, material: Bool) {
      if differs { changes.append(FindingChange(path: path, isMaterial: material)) }
    }
    note("activity", old.activity != new.activity, material: true)
    note("trigger", old.trigger != new.trigger, material: false)
    note("foundAt", old.foundAt != new.foundAt, material: true)
    changes += places(old.places, new.places)
    note("product.name", old.product?.name != new.product?.name, material: true)
    note("product.quantity", old.product?.quantity != new.product?.quantity, material: true)
    note("substance", !old.substance.isSame(as: new.substance), material: true)
    note("test.kind", old.test?.kind != new.test?.kind, material: true)
    note("test.result", old.test?.result != new.test?.result, material: true)
    note("test.kit", old.test?.kit != new.test?.kit, material: false)
    note("test.reportNo", old.test?.reportNumber != new.test?.reportNumber, material: false)
    note("test.at", old.test?.at != new.test?.at, material: false)
    note("secured", old.secured != new.secured, material: true)
    note("confidential", old.confidential != new.confidential, material: false)
    note("group", old.group != new.group, material: false)
    note("note", old.note != new.note, material: false)
    return changes
  }

  private static func places(_ old: [FindingPlace], _ new: [FindingPlace]) -> [FindingChange] {
    var paths: [String] = []
    for index in 0..<max(old.count, new.count) {
      guard index < old.count, index < new.count else {
        paths.append("places[\(index)]")
        continue
      }
      let (before, after) = (old[index], new[index])
      if before.role != after.role { paths.append("places[\(index)].role") }
      if before.region != after.region { paths.append("places[\(index)].region") }
      if before.facility != after.facility { paths.append("places[\(index)].facility") }
      if before.name != after.name { paths.append("places[\(index)].name") }
      if before.permit != after.permit { paths.append("places[\(index)].permit") }
    }
    return paths.map { FindingChange(path: $0, isMaterial: true) }
  }
}

extension SubstanceMention {
  /// Both words mean one known substance, or are the same word.
  func isSame(as other: SubstanceMention) -> Bool {
    id != nil || other.id != nil ? id == other.id : given == other.given
  }
}
