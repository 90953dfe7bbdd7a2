/// Who covers a region at an instant: the four separate lookups side by side.
public struct Coverage: Hashable, Codable, Sendable {
  public var region: Established<Region>
  public var at: Timestamp
  /// `nil` for a province, which is no UPT's area as a whole.
  public var owner: Established<UnitID>?
  public var coordinator: Established<Designation>?
  public var pemda: UnitID
  public var province: UnitID
  /// Who issues permits of the type asked for; `nil` when none was asked for or nobody knows it.
  public var competent: Established<Competence>?
  /// The unit that `competent` means for this region.
  public var competentUnit: UnitID?

  /// Whether an answer rests on the nearest known history instead of that of the date.
  public var isEstablished: Bool {
    region.isEstablished && owner?.isEstablished ?? true && coordinator?.isEstablished ?? true
      && competent?.isEstablished ?? true
  }
}
