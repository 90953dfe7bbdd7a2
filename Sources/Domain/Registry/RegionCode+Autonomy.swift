extension RegionCode {
  /// The Special Capital Region of Jakarta, whose five cities and one regency are administrative:
  /// they have no government of their own (UU 29/2007, UU 2/2024).
  public static let jakarta = RegionCode(unchecked: "31")

  /// Whether the region has a local government of its own.
  public var isAutonomous: Bool { isProvince || province != .jakarta }
}
