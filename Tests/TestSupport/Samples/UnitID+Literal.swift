package import Domain

/// Tests write units as literals.
extension UnitID: ExpressibleByUnicodeScalarLiteral {}
extension UnitID: ExpressibleByExtendedGraphemeClusterLiteral {}
extension UnitID: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) {
    self.init(value)
  }
}
