import Events
import Foundation
import ServiceRuntime

extension DataDirectory {
  /// Tells a wrong `--data` from a system that is down: whatever runs has an instance file, and what
  /// was put here by hand has the file of a service.
  /// - Throws: `DoorError.noSystem` for a directory that has neither, or is none; `restoreUnfinished`.
  func requireSystem() throws(DoorError) {
    guard !FileManager.default.fileExists(atPath: restoreFile) else {
      throw .restoreUnfinished(data: path)
    }
    let files = [instanceFile] + ServiceName.allCases.map(database)
    guard files.contains(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw .noSystem(data: path)
    }
  }
}
