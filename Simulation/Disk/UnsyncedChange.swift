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
  /// Where in the file's undo log the old octets begin.
  let undoOffset: Int

  var end: Int { offset + byteCount }

  /// How many octets it replaced or cut off.
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
