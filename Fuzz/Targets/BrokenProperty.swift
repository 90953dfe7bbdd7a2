/// A property that a decoder owes and did not keep for some input.
package struct BrokenProperty: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// - Throws: `BrokenProperty` unless `isTrue`.
func hold(_ isTrue: Bool, _ property: @autoclosure () -> String) throws(BrokenProperty) {
  guard isTrue else { throw BrokenProperty(property()) }
}
