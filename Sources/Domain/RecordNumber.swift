/// The short number by which people name a finding, case, task or message: `F-2026-000123`.
public struct RecordNumber: Hashable, Sendable, CustomStringConvertible {
  /// `F` (temuan), `K` (kasus), `T` (tugas) or `M` (pesan).
  public let prefix: String
  /// The year of the commit in WIB.
  public let year: Int
  /// From 1 in each year; at least six digits.
  public let ordinal: Int

  public init(prefix: String, year: Int, ordinal: Int) {
    self.prefix = prefix
    self.year = year
    self.ordinal = ordinal
  }

  public var description: String {
    "\(prefix)-\(Decimal.padded(year, to: 4))-\(Decimal.padded(ordinal, to: 6))"
  }
}
