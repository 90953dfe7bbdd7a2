/// A change of a file since its last sync, with what it takes to undo it.
struct UnsyncedChange {
  enum Kind {
    case write
    case truncate
  }

  let kind: Kind
  /// Of a truncation: the new size.
  let offset: Int
  /// Of a truncation: 0.
  let byteCount: Int
  let sizeBefore: Int
  /// Where in the file's undo log the old bytes begin.
  let undoOffset: Int

  var end: Int { offset + byteCount }

  /// How many bytes it replaced or cut off.
  var undoCount: Int {
    switch kind {
    case .write: max(0, min(end, sizeBefore) - offset)
    case .truncate: max(0, sizeBefore - offset)
    }
  }

  /// What of the file it touched.
  var range: Range<Int> {
    kind == .write ? offset..<end : offset..<max(offset, sizeBefore)
  }
}

/// What the dice leave of one unsynced change in a power cut.
///
/// A write has one of four fates with equal chance: all of it stays, none of it, what lies before a
/// sector's edge, each sector for itself. Of a write behind the file's end that left nothing, the
/// longer size stays now and then, with zeros. A truncation stays or not.
struct SurvivingChange {
  private let change: UnsyncedChange
  private let bytes: FileContent
  /// Parts of the written range that stay.
  private let parts: [Range<Int>]
  private let keepsSize: Bool

  /// - Parameter content: the file right after the change.
  init(
    _ change: UnsyncedChange, in content: FileContent, using dice: inout some RandomNumberGenerator
  ) {
    self.change = change
    bytes = content.slice(change.offset, change.byteCount)
    keepsSize = Int.random(in: 0..<4, using: &dice) == 0
    let sectors = SurvivingChange.sectors(change)
    switch (change.kind, Int.random(in: 0..<4, using: &dice)) {
    case (.truncate, let fate): parts = fate < 2 ? [change.offset..<change.offset] : []
    case (.write, 0): parts = [change.offset..<change.end]
    case (.write, 1): parts = []
    case (.write, 2):
      parts = Array(sectors.prefix(Int.random(in: 0...sectors.count, using: &dice)))
    default: parts = sectors.filter { _ in Bool.random(using: &dice) }
    }
  }

  func apply(to content: inout FileContent) {
    switch change.kind {
    case .truncate:
      if !parts.isEmpty { content.resize(to: change.offset) }
    case .write:
      for part in parts {
        let from = part.lowerBound - change.offset
        content.put(bytes, from..<from + part.count, at: part.lowerBound)
      }
      if keepsSize, content.count < change.end { content.resize(to: change.end) }
    }
  }

  /// The written range, cut at the edges of sectors.
  private static func sectors(_ change: UnsyncedChange) -> [Range<Int>] {
    DoubtfulSectors.sectors(change.offset..<change.end).map { sector in
      let start = sector * DoubtfulSectors.sectorBytes
      return (start..<start + DoubtfulSectors.sectorBytes).clamped(to: change.offset..<change.end)
    }
  }
}
