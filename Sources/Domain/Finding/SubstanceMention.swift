/// A substance as the officer named it, and what the registry made of it.
///
/// A word that no one knows is kept and flagged (`substance-unmapped`), never lost: someone maps it
/// later.
package struct SubstanceMention: Hashable, Sendable {
  /// The officer's word: an id, a CAS number, a name or a street name, or `unknown`.
  package var given: String
  /// `nil` when the registry knows no such word, or when the officer did not know either.
  package var id: SubstanceID?

  package init(given: String, id: SubstanceID?) {
    self.given = given
    self.id = id
  }

  /// The officer said that the substance is not known.
  package var isDeclaredUnknown: Bool { given.lowercased() == SubstanceID.unknown.rawValue }
}
