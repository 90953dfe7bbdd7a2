/// How certain a fact of the reference data is.
package enum Certainty: String, Codable, Sendable, CaseIterable, Comparable {
  /// Memory, or the remainder of a province: check before anyone relies on it.
  case knowledge
  /// A unit's page or report, or the press.
  case secondary
  /// The text of the regulation was read.
  case regulation

  package static func < (left: Certainty, right: Certainty) -> Bool {
    let order: [Certainty] = [.knowledge, .secondary, .regulation]
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }
}
