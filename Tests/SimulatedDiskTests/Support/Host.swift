import Domain
import Foundation
import GRDB
import Log
import SimulatedDisk

/// A host with a simulated disk and, one after the other, processes that keep a log on it.
///
/// The log's lock is a real file in a real folder; everything of SQLite is on the simulated disk.
final class Host {
  let disk: SimulatedDisk
  private let folder: String

  init(_ image: DiskImage = DiskImage()) throws {
    folder = NSTemporaryDirectory() + "terpadu-disk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    disk = SimulatedDisk.mount(at: folder, image: image)
  }

  deinit {
    disk.unmount()
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      print("A test's folder was not removed: \(error)")
    }
  }

  var path: String { "\(folder)/findings.sqlite" }
  static let log = "findings.sqlite"
  static let wal = "findings.sqlite-wal"

  func start() throws -> HostProcess { try HostProcess(directory: folder) }

  /// What really lies in the folder.
  func realFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// The files of a log without records, as a program leaves them that was closed.
  static func emptyLog() throws -> DiskImage {
    let host = try Host()
    do { _ = try host.start() }
    return host.disk.image()
  }

  /// What is wrong with the log after a restart, if anything, given the texts that may be in it, in
  /// order, and how many of them were confirmed.
  func fault(confirmed: Int, submitted: [String]) throws -> String? {
    let process = try start()
    let integrity = try process.database.reader().query {
      try String.fetchAll($0, sql: "PRAGMA integrity_check")
    }
    guard integrity == ["ok"] else { return "\(integrity)" }
    guard try LogVerifier(path: path).run().isClean else { return "the chain does not verify" }
    let texts = try process.texts()
    guard texts.count >= confirmed else { return "\(confirmed) confirmed, \(texts.count) there" }
    guard texts == Array(submitted.prefix(texts.count)) else { return "\(texts)" }
    return nil
  }
}
