import SimulatedDisk

/// A service's disk and what is to happen to it.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class FaultyDisk: @unchecked Sendable {
  /// One thing that happens at one operation.
  enum Fault {
    /// The host dies there.
    case die(afterEffect: Bool)
    case failSync
    case failAnything
  }

  private let disk: SimulatedDisk
  private let site: SimulatedSite
  private var armed: (fault: Fault, left: Int)?
  /// Called while a sync lasts: what the process's other threads do meanwhile.
  var onSync: (() -> Void)?
  /// Called when the host dies at an operation.
  var onDeath: (() -> Void)?

  init(_ disk: SimulatedDisk, at site: SimulatedSite) {
    self.disk = disk
    self.site = site
    disk.plan = { [weak self] in self?.outcome(of: $0) ?? .proceed }
  }

  /// Lets a fault happen at the given change to come, 0 for the next.
  func arm(_ fault: Fault, atChange count: Int) { armed = (fault, count) }

  /// No more faults.
  func mend() {
    armed = nil
    disk.capacity = nil
  }

  /// Room for its files; `nil` is all they need.
  var capacityBytes: Int? {
    get { disk.capacity }
    set { disk.capacity = newValue }
  }

  var usedBytes: Int { disk.byteCount }
  var image: DiskImage { disk.image() }
  /// Whether every connection to its files has been closed.
  var isReleased: Bool { disk.openFileCount == 0 }

  func unmount() { disk.unmount() }

  /// The host has died: nothing has an effect any more.
  func freeze() {
    disk.freeze()
    armed = nil
  }

  func cutPower(using random: inout SimulationRandom) {
    disk.cutPower(using: &random)
  }

  func endProcess() { disk.killProcess() }

  func replaceFiles(by image: DiskImage) { disk.replaceFiles(by: image) }

  private func outcome(of operation: DiskOperation) -> DiskOutcome {
    if operation.kind == .sync, operation.file == .wal { onSync?() }
    if disk.isFrozen { return .freeze }
    guard let armed else { return .proceed }
    switch armed.fault {
    case .failSync where operation.kind != .sync: return .proceed
    case .die where !operation.kind.isChange: return .proceed
    default: break
    }
    guard armed.left == 0 else {
      self.armed = (armed.fault, armed.left - 1)
      return .proceed
    }
    self.armed = nil
    switch armed.fault {
    case .die(let afterEffect):
      site.note("death at \(operation.kind) of \(operation.name) \(operation.offset)")
      onDeath?()
      return afterEffect ? .freezeAfter : .freeze
    case .failSync:
      site.note("a sync of \(operation.name) fails")
      return .fail(.sync)
    case .failAnything:
      site.note("\(operation.kind) of \(operation.name) fails")
      switch operation.kind {
      case .read: return .fail(.read)
      case .write: return .fail(.write)
      case .sync: return .fail(.sync)
      case .truncate: return .fail(.truncate)
      default: return .proceed
      }
    }
  }
}
