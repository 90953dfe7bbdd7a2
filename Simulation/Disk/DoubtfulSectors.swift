/// What a failed sync left in doubt: readable, but perhaps never brought to the disk.
///
/// By sector, with the content that is durable.
struct DoubtfulSectors {
  static let sectorBytes = 512

  private var durable: [Int: FileContent] = [:]
  /// The durable size, where it differs from the file's.
  private var size: Int?

  var isEmpty: Bool { durable.isEmpty && size == nil }

  /// Takes the changes of a sync that failed. `before` is the content before them.
  mutating func add(_ changes: [UnsyncedChange], before: FileContent) {
    for change in changes {
      for sector in DoubtfulSectors.sectors(change.range) where durable[sector] == nil {
        durable[sector] = before.slice(
          sector * DoubtfulSectors.sectorBytes, DoubtfulSectors.sectorBytes)
      }
    }
    size = size ?? before.count
  }

  /// The changes have been synced; `content` is what they made.
  mutating func harden(_ changes: [UnsyncedChange], content: FileContent) {
    for change in changes {
      if change.kind == .truncate {
        durable = durable.filter { $0.key * DoubtfulSectors.sectorBytes < change.offset }
        size = change.offset
      } else {
        harden(change.range, content)
        size = size.map { max($0, change.end) }
      }
    }
    if size == content.count { size = nil }
  }

  /// Rewrites `content` as it is when `isLost` says so of a sector and of the size.
  func lose(from content: inout FileContent, isLost: () -> Bool) {
    let present = content.count
    if let size, isLost() { content.resize(to: size) }
    for (sector, old) in durable.sorted(by: { $0.key < $1.key }) {
      let offset = sector * DoubtfulSectors.sectorBytes
      guard offset < content.count else { continue }
      if offset >= present || isLost() {
        let room = min(old.count, content.count - offset)
        content.put(old, 0..<room, at: offset)
      }
    }
  }

  static func sectors(_ range: Range<Int>) -> Range<Int> {
    range.isEmpty
      ? 0..<0 : range.lowerBound / sectorBytes..<(range.upperBound + sectorBytes - 1) / sectorBytes
  }

  private mutating func harden(_ range: Range<Int>, _ content: FileContent) {
    guard !durable.isEmpty else { return }
    for sector in DoubtfulSectors.sectors(range) {
      guard var old = durable.removeValue(forKey: sector) else { continue }
      let start = sector * DoubtfulSectors.sectorBytes
      let written = range.clamped(to: start..<start + DoubtfulSectors.sectorBytes)
      guard written.count < DoubtfulSectors.sectorBytes else { continue }
      old.put(content, written, at: written.lowerBound - start)
      durable[sector] = old
    }
  }
}
