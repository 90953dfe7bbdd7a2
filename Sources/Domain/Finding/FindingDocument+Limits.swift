extension FindingDocument {
  /// The largest document in bytes.
  public static let documentBytesMax = 64 * 1024
  /// The deepest nesting of objects and arrays.
  public static let documentDepthMax = 32
  public static let placesMax = 64
  public static let groupMax = 64
  /// How far an officer's clock may be ahead.
  public static let clockSkewMax: Duration = .seconds(300)
  /// 2000-01-01 in WIB: no finding is older.
  public static let earliest = Timestamp(milliseconds: 946_659_600_000)

  static let nameMax = 200
  static let noteMax = 4000
  static let numberMax = 100
  static let wordMax = 64
  static let measureMax = 32
}
