/// How certain a fact of the reference data is. One that this program does not know counts as the
/// weakest.
package struct Certainty: OpenWord, Comparable {
  /// Memory, or the remainder of a province: check before anyone relies on it.
  package static let knowledge = Self(rawValue: "knowledge")
  /// A unit's page or report, or the press.
  package static let secondary = Self(rawValue: "secondary")
  /// The text of the regulation was read.
  package static let regulation = Self(rawValue: "regulation")

  package static let known: [Self] = [.knowledge, .secondary, .regulation]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static func < (left: Certainty, right: Certainty) -> Bool {
    (left.strength, left.rawValue) < (right.strength, right.rawValue)
  }

  private var strength: Int {
    Certainty.known.firstIndex(of: self) ?? -1
  }
}
