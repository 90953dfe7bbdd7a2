/// How much: a finite number from 0, in the unit of measure that the officer wrote.
public struct Quantity: Hashable, Codable, Sendable {
  public var value: Double
  /// `kg`, `liter`, `bungkus` …, at most 32 characters; empty when a bare count was given.
  public var unit: String

  /// The shortest text that reads back as the same number; whole numbers have no fraction.
  public var valueText: String { JSONWriter.text(of: value) }

  public init(value: Double, unit: String) {
    self.value = value
    self.unit = unit
  }
}
