/// The food, or the substance itself, that was found.
package struct FoodProduct: Hashable, Sendable {
  /// At most 200 characters.
  package var name: String
  package var quantity: Quantity?

  package init(name: String, quantity: Quantity? = nil) {
    self.name = name
    self.quantity = quantity
  }
}

/// How much: a finite number from 0, in the unit of measure that the officer wrote.
package struct Quantity: Hashable, Sendable {
  package var value: Double
  /// `kg`, `liter`, `bungkus` …, at most 32 characters; empty when a bare count was given.
  package var unit: String

  /// The shortest text that reads back as the same number; whole numbers have no fraction.
  package var valueText: String { JSONWriter.text(of: value) }

  package init(value: Double, unit: String) {
    self.value = value
    self.unit = unit
  }
}

/// What was secured on the spot (pengamanan), and what was done with it.
package struct SecuredGoods: Hashable, Sendable {
  package var quantity: Quantity
  /// A word such as `destroyed-voluntarily`, at most 64 characters; an open set.
  package var action: String?

  package init(quantity: Quantity, action: String? = nil) {
    self.quantity = quantity
    self.action = action
  }
}
