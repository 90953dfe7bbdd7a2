import Events
import Foundation
import ServiceRuntime

extension TestSystem {
  /// Waits until a follower has stopped at a log that came back from a backup.
  func awaitStop(of follower: ServiceName, for source: ServiceName) async throws {
    try await eventually("\(follower.rawValue) has stopped", within: .seconds(60)) {
      let link = try? await link(of: follower, to: source)
      return link?.state == "stopped" && link?.reason == "epoch"
    }
  }
  /// Takes a service's file away, with what SQLite keeps beside it.
  func removeFile(of service: ServiceName) throws {
    for suffix in ["", "-wal", "-shm"] {
      let file = data.database(of: service) + suffix
      guard FileManager.default.fileExists(atPath: file) else { continue }
      try FileManager.default.removeItem(atPath: file)
    }
  }

  /// Puts a file by hand in the place of a service's, with the write-ahead log beside it.
  func putFile(_ file: String, as service: ServiceName) throws {
    try removeFile(of: service)
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: file + suffix) {
      try FileManager.default.copyItem(
        atPath: file + suffix, toPath: data.database(of: service) + suffix)
    }
  }

  /// Puts a new and empty log in the place of a service's.
  func putAnotherLog(of service: ServiceName) async throws {
    let other = DataDirectory("\(folder)/other")
    let daemon = try start("terpadu-\(service.rawValue)", [], on: other)
    try await eventually("its doors are open") {
      FileManager.default.fileExists(atPath: other.doorSocket(of: service))
    }
    daemon.send(SIGTERM)
    _ = try await eventually("the end") { daemon.ending }
    try putFile(other.database(of: service), as: service)
  }
}
