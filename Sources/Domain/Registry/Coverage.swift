/// Who covers a region at an instant: the four separate lookups side by side.
package struct Coverage: Hashable, Codable, Sendable {
  package var region: Established<Region>
  package var at: Timestamp
  /// `nil` for a province, which is no UPT's area as a whole.
  package var owner: Established<UnitID>?
  package var coordinator: Established<Designation>?
  package var pemda: UnitID
  package var province: UnitID
  /// Who issues permits of the type asked for; `nil` when none was asked for or nobody knows it.
  package var competent: Established<Competence>?
  /// The unit that `competent` means for this region.
  package var competentUnit: UnitID?

  /// Whether an answer rests on the nearest known history instead of that of the date.
  package var isEstablished: Bool {
    region.isEstablished && owner?.isEstablished ?? true && coordinator?.isEstablished ?? true
      && competent?.isEstablished ?? true
  }
}
