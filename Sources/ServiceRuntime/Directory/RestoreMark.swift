package import Domain
package import Events
import Foundation
import Log

/// What `restore` leaves beside a log's file that it put back, for the daemon, which begins the new
/// epoch at its next start: `DATA/<service>.restored.json`.
package struct RestoreMark: Codable, Hashable, Sendable {
  /// Above every epoch of the log that is known.
  package var epoch: UInt64
  /// The new epochs of the logs that came back from the same backup: it had them all at one point,
  /// so that the service follows them on without being told to.
  package var accepted: [String: UInt64]
  /// When, and from where.
  package var at: String
  package var backup: String

  package init(epoch: UInt64, accepted: [ServiceName: UInt64], at: Timestamp, backup: String) {
    self.epoch = epoch
    self.accepted = Dictionary(
      uniqueKeysWithValues: accepted.map { ($0.key.rawValue, $0.value) })
    self.at = at.rfc3339()
    self.backup = backup
  }
}

extension DataDirectory {
  /// There while files are being put back: no service starts on a directory that is half restored.
  package var restoreFile: String { path + "/restore.json" }

  /// What restores were made here, for the next one.
  package var restoresFile: String { path + "/restores.json" }

  package func restoreMarkFile(of service: ServiceName) -> String {
    path + "/\(service.rawValue).restored.json"
  }

  /// - Throws: `RuntimeError.restoreUnfinished` when a restore was interrupted.
  package func requireNoUnfinishedRestore() throws(RuntimeError) {
    guard !FileManager.default.fileExists(atPath: restoreFile) else {
      throw .restoreUnfinished(path: path)
    }
  }

  /// - Returns: `nil` when the service's file was not put back since its last start.
  /// - Throws: `RuntimeError.restoreUnfinished`; `dataDirectory` for a mark that cannot be read.
  func restoreMark(of service: ServiceName) throws(RuntimeError) -> RestoreMark? {
    try requireNoUnfinishedRestore()
    return try storedMark(of: service)
  }

  /// Whether a log that was put back begins an epoch at its next start that a follower with this
  /// position must be told to adopt.
  func beginsEpoch(
    _ source: ServiceName, unknownTo follower: ServiceName, at cursor: LogCursor
  ) -> Bool {
    // A mark that cannot be read is told by the start of its service.
    guard let epoch = try? storedMark(of: source)?.epoch else { return false }
    let accepted = (try? storedMark(of: follower))?.accepted[source.rawValue] ?? 0
    return epoch > max(cursor.epoch, accepted)
  }

  private func storedMark(of service: ServiceName) throws(RuntimeError) -> RestoreMark? {
    let file = restoreMarkFile(of: service)
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    do {
      return try EventCoding.decode(
        RestoreMark.self, from: Array(Data(contentsOf: URL(fileURLWithPath: file))))
    } catch {
      throw .dataDirectory(path: file, detail: "it is not readable as the mark of a restore")
    }
  }

  func removeRestoreMark(of service: ServiceName) throws {
    try FileManager.default.removeItem(atPath: restoreMarkFile(of: service))
  }
}
