/// The food, or the substance itself, that was found.
public struct FoodProduct: Hashable, Codable, Sendable {
  /// At most 200 characters.
  public var name: String
  public var quantity: Quantity?

  public init(name: String, quantity: Quantity? = nil) {
    self.name = name
    self.quantity = quantity
  }
}
