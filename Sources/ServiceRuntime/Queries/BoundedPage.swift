import Events

/// The rows of one answer: it ends at so many rows, and before it weighs more than a message carries.
/// Every list is answered in such pages, so that no limit of rows can make an answer too large.
package struct BoundedPage<Row: Encodable> {
  /// The room for rows: a message takes 256 KiB, and what surrounds the rows needs some, too.
  package static var bytesMax: Int { 200 << 10 }

  package private(set) var rows: [Row] = []
  /// Whether a row was left for the next page.
  package private(set) var isFull = false
  private let limit: Int
  private var bytes: Int

  /// - Parameters:
  ///   - limit: how many rows at most, from 1.
  ///   - bytes: what the answer weighs without rows, where that is much.
  package init(limit: Int = .max, besides bytes: Int = 0) {
    self.limit = limit
    self.bytes = bytes
  }

  /// Adds a row; the first one always fits.
  /// - Returns: `false` when the page ends before this row.
  package mutating func add(_ row: Row) throws -> Bool {
    guard rows.count < limit else {
      isFull = true
      return false
    }
    let size = try EventCoding.encode(row).count + 1
    guard rows.isEmpty || bytes + size <= Self.bytesMax else {
      isFull = true
      return false
    }
    rows.append(row)
    bytes += size
    return true
  }
}
