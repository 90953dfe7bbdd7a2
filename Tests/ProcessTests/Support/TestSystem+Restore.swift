import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension TestSystem {
  /// Waits until a follower has stopped at a log that came back from a backup.
  func awaitStop(of follower: ServiceName, for source: ServiceName) async throws {
    try await eventually("\(follower.rawValue) has stopped", within: .seconds(60)) {
      let link = try? await link(of: follower, to: source)
      return link?.state == "stopped" && link?.reason == "epoch"
    }
  }

  /// Expects that every unit has each message of each finding once, and what it must have, although
  /// numbers were given again.
  func expectOnce(_ reported: [Reported]) async throws {
    for unit in SampleFinding.units.sorted() {
      let inbox = try await ask(ReadInbox(unit: UnitID(unit), after: 0, limit: 1000))
      #expect(inbox.entries.map(\.position) == inbox.entries.indices.map { UInt64($0) + 1 })
      let told = inbox.entries.filter { $0.kind != .alarm }
        .map { "\($0.finding?.description ?? "") \($0.kind.rawValue)" }
      #expect(Set(told).count == told.count, "\(unit) was told something twice: \(told)")
      for one in reported where one.finding.alerted.contains(unit) {
        #expect(told.contains("\(one.finding.id) alert"), "\(unit) \(one.number)")
      }
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
