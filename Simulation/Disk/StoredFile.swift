/// A file of a simulated disk: what programs read, and what of it a power cut would spare.
///
/// It keeps its present content and an undo log of the changes since the last sync, from which the
/// durable content can be made.
final class StoredFile {
  let name: String
  let kind: DiskFileKind
  /// Whether a power cut spares the name itself: from the first sync on.
  var isNameDurable: Bool
  var lock = FileLock()
  /// The WAL index, as long as a connection maps it.
  weak var sharedMemory: SharedMemory?
  private(set) var content: FileContent
  private var changes: [UnsyncedChange] = []
  private var undo = FileContent()
  private var doubtful = DoubtfulSectors()

  init(
    name: String, kind: DiskFileKind, content: FileContent = FileContent(),
    isNameDurable: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.content = content
    self.isNameDurable = isNameDurable
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    note(.write, offset, bytes.count)
    content.put(bytes, at: offset)
  }

  func truncate(to size: Int) {
    guard size != content.count else { return }
    note(.truncate, size, 0)
    content.resize(to: size)
  }

  /// What was written becomes durable.
  func harden() {
    if !doubtful.isEmpty { doubtful.harden(changes, content: content) }
    isNameDurable = true
    forgetChanges()
  }

  /// A sync has failed: what it was to make durable is in doubt from now on.
  func doubt() {
    guard !changes.isEmpty else { return }
    var before = content
    undoChanges(in: &before)
    doubtful.add(changes, before: before)
    forgetChanges()
  }

  /// Takes another content, as durable as if it had always been there.
  func replace(with content: FileContent) {
    self.content = content
    isNameDurable = true
    doubtful = DoubtfulSectors()
    forgetChanges()
  }

  /// Changes bytes behind everyone's back, durably.
  func flip(_ mask: UInt8, at offset: Int) {
    var byte = content.withBytes(offset..<offset + 1) { $0[0] } ^ mask
    withUnsafeBytes(of: &byte) { content.put($0, at: offset) }
  }

  /// What a power cut surely spares.
  var durableContent: FileContent {
    guard !changes.isEmpty || !doubtful.isEmpty else { return content }
    var content = content
    undoChanges(in: &content)
    doubtful.lose(from: &content) { true }
    return content
  }

  /// The power goes: of what was not synced each sector stays or not by the dice.
  func survivePowerCut(using dice: inout some RandomNumberGenerator) {
    guard !changes.isEmpty || !doubtful.isEmpty else { return }
    var content = content
    var survivors: [SurvivingChange] = []
    for change in changes.reversed() {
      survivors.append(SurvivingChange(change, in: content, using: &dice))
      undo(change, in: &content)
    }
    doubtful.lose(from: &content) { Bool.random(using: &dice) }
    for survivor in survivors.reversed() { survivor.apply(to: &content) }
    replace(with: content)
  }

  private func note(_ kind: UnsyncedChange.Kind, _ offset: Int, _ byteCount: Int) {
    let change = UnsyncedChange(
      kind: kind, offset: offset, byteCount: byteCount, sizeBefore: content.count,
      undoOffset: undo.count)
    changes.append(change)
    guard change.undoCount > 0 else { return }
    undo.put(content, offset..<offset + change.undoCount, at: undo.count)
  }

  private func forgetChanges() {
    changes.removeAll(keepingCapacity: true)
    undo.clear()
  }

  private func undoChanges(in content: inout FileContent) {
    for change in changes.reversed() { undo(change, in: &content) }
  }

  private func undo(_ change: UnsyncedChange, in content: inout FileContent) {
    content.resize(to: change.sizeBefore)
    let old = change.undoOffset..<change.undoOffset + change.undoCount
    content.put(undo, old, at: change.offset)
  }
}
