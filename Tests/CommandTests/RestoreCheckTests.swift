import Domain
import Foundation
import Testing

@testable import TerpaduCommands

/// The place in which a restore is tried.
@Suite struct RestoreCheckTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/terpadu-check-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  private var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

  @Test func `the place is removed whether the trial succeeds or fails`() async throws {
    #expect(try await RestoreCheck.removing(folder) { 7 } == 7)
    #expect(!isThere)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let fault = Refusal(.internal, rule: "faults-found")
    await #expect(throws: fault) { try await RestoreCheck.removing(folder) { throw fault } }
    #expect(!isThere)
  }

  @Test func `why the trial failed is told although its place cannot be removed`() async throws {
    let fault = Refusal(.internal, rule: "faults-found")
    await #expect(throws: fault) {
      try await RestoreCheck.removing(folder) {
        try FileManager.default.removeItem(atPath: folder)
        throw fault
      }
    }
  }

  @Test func `a place that cannot be removed after a trial that succeeded is told`() async throws {
    await #expect(throws: CocoaError.self) {
      try await RestoreCheck.removing(folder) {
        try FileManager.default.removeItem(atPath: folder)
      }
    }
  }
}
