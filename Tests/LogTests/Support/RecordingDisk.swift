import Foundation
import GRDBSQLite
import Synchronization

/// The disk below the files of one folder: it writes down every write and sync that SQLite makes,
/// can fail them, and can say what would be left after a power cut at any moment.
final class RecordingDisk: Sendable {
  enum Operation: Sendable {
    case write(file: String, offset: Int, bytes: [UInt8])
    case truncate(file: String, size: Int)
    case sync(file: String)
    /// The test's own: a piece of work has been confirmed.
    case mark(Int)
  }

  struct Fault: Sendable {
    enum Kind: Sendable {
      case write
      case sync
    }

    let kind: Kind
    /// How the file's name ends.
    let file: String
    let result: Int32
  }

  private struct State: Sendable {
    var operations: [Operation] = []
    var fault: Fault?
  }

  let folder: TestFolder
  private let state = Mutex(State())

  /// From now on files that are opened in `folder` are on this disk.
  init(_ folder: TestFolder) {
    self.folder = folder
    RecordingFiles.register(self)
  }

  deinit { RecordingFiles.unregister(folder.path) }

  var operations: [Operation] { state.withLock { $0.operations } }

  func forget() { state.withLock { $0.operations = [] } }

  func mark(_ number: Int) { state.withLock { $0.operations.append(.mark(number)) } }

  func fail(_ fault: Fault?) { state.withLock { $0.fault = fault } }

  /// - Returns: the result with which the call must fail, if it must.
  func note(_ operation: Operation, _ kind: Fault.Kind, file: String) -> Int32? {
    state.withLock { state in
      if let fault = state.fault, fault.kind == kind, file.hasSuffix(fault.file) {
        return fault.result
      }
      state.operations.append(operation)
      return nil
    }
  }

  /// The files of the folder by name, without the shared memory that a restart makes anew.
  func contents() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".sqlite") || name.hasSuffix("-wal") {
      files[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")))
    }
    return files
  }
}

/// What is on the platters after a power cut: all that was synced, and of the rest what `survives`
/// says.
struct PowerCut {
  private(set) var files: [String: [UInt8]]
  private(set) var confirmed = 0

  init(
    base: [String: [UInt8]], operations: ArraySlice<RecordingDisk.Operation>,
    survives: () -> Bool
  ) {
    files = base
    var pending: [String: [RecordingDisk.Operation]] = [:]
    for operation in operations {
      switch operation {
      case .write(let file, _, _), .truncate(let file, _):
        pending[file, default: []].append(operation)
      case .sync(let file):
        for change in pending[file] ?? [] { PowerCut.apply(change, to: &files) }
        pending[file] = nil
      case .mark(let number): confirmed = number
      }
    }
    for changes in pending.values {
      for change in changes where survives() { PowerCut.apply(change, to: &files) }
    }
  }

  private static func apply(
    _ operation: RecordingDisk.Operation, to files: inout [String: [UInt8]]
  ) {
    switch operation {
    case .write(let file, let offset, let bytes):
      var content = files[file] ?? []
      let missing = offset + bytes.count - content.count
      if missing > 0 { content += [UInt8](repeating: 0, count: missing) }
      content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      files[file] = content
    case .truncate(let file, let size):
      files[file] = Array((files[file] ?? []).prefix(size))
    case .sync, .mark: break
    }
  }
}
