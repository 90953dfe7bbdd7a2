import Events
import Foundation
import Log

extension DataDirectory {
  /// Refuses a service whose file is gone. Only where nobody here follows its log may it begin one.
  ///
  /// - Throws: `RuntimeError.fileMissing`; `restoreUnfinished`, which explains why it is gone.
  func requireFile(of service: ServiceName) throws(RuntimeError) {
    let file = database(of: service)
    guard !FileManager.default.fileExists(atPath: file) else { return }
    try requireNoUnfinishedRestore()
    for follower in ServiceName.allCases where follower.follows.contains(service) {
      // A file that cannot be read is told by its own service.
      guard let reader = try? LogReader(path: database(of: follower)),
        let cursors = try? reader.cursors(), cursors[service.rawValue] != nil
      else { continue }
      throw .fileMissing(service: service, file: file, follower: follower)
    }
  }
}
