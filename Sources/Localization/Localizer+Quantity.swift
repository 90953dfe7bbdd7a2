public import Domain

extension Localizer {
  /// `2,5 kg` in Indonesian, `2.5 kg` in English; the unit is the officer's.
  public func quantity(_ quantity: Quantity) -> String {
    let number = quantity.valueText.replacing(".", with: language == .id ? "," : ".")
    return quantity.unit.isEmpty ? number : "\(number) \(quantity.unit)"
  }
}
