/// What was secured on the spot (pengamanan), and what was done with it.
public struct SecuredGoods: Hashable, Codable, Sendable {
  public var quantity: Quantity
  /// A word such as `destroyed-voluntarily`, at most 64 characters; an open set.
  public var action: String?

  public init(quantity: Quantity, action: String? = nil) {
    self.quantity = quantity
    self.action = action
  }
}
