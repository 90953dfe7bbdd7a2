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

  /// Reads a number as it is written, without regard to case.
  /// - Returns: `nil` for any other text.
  package init?(_ text: some StringProtocol) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), parts[0].count == 1, parts[1].count == 4,
      let year = Int(parts[1]), let ordinal = Int(parts[2]), ordinal > 0
    else { return nil }
    self.init(prefix: String(parts[0]), year: year, ordinal: ordinal)
    if parts.count == 4 {
      guard let epoch = UInt64(parts[3]), epoch > 1 else { return nil }
      self = RecordNumber(prefix: prefix, year: year, ordinal: ordinal, epoch: epoch)
    }
    guard description == text.uppercased() else { return nil }
  }

  package var description: String {
    let number = "\(prefix)-\(Decimal.padded(year, to: 4))-\(Decimal.padded(ordinal, to: 6))"
    return epoch > 1 ? "\(number)-\(epoch)" : number
  }
}
