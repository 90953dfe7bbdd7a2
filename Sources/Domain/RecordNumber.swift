/// The short number by which people name a finding, case, task or message: `F-2026-000123`.
package struct RecordNumber: Hashable, Sendable, CustomStringConvertible {
  /// `F` (temuan), `K` (kasus), `T` (tugas) or `M` (pesan).
  package let prefix: String
  /// The year of the commit in WIB.
  package let year: Int
  /// From 1 in each year; at least six digits.
  package let ordinal: Int
  /// The epoch of the log that gave it. A log that was restored may give an ordinal again; from the
  /// second epoch on the epoch stands behind it, as in `F-2026-000123-2`.
  package let epoch: UInt64

  package init(prefix: String, year: Int, ordinal: Int, epoch: UInt64 = 1) {
    self.prefix = prefix
    self.year = year
    self.ordinal = ordinal
    self.epoch = epoch
  }

  package var description: String {
    let number = "\(prefix)-\(Decimal.padded(year, to: 4))-\(Decimal.padded(ordinal, to: 6))"
    return epoch > 1 ? "\(number)-\(epoch)" : number
  }
}
