import Domain
import Events
import Foundation
import ServiceRuntime

/// The files of a system that has loaded the real registry and applied it everywhere: made once
/// for all tests, and copied into the folder of each.
enum CaughtUpData {
  /// When the registry was loaded: before every story.
  static let loadedAt = Timestamp(
    startOf: CalendarDate(dayNumber: 20_454), in: .wib)

  private static let files = Task { () throws -> [String: Data] in
    let system = try await TestSystem(at: loadedAt, isExercise: false, from: [:])
    try await system.startAll()
    try await system.settle()
    await system.stop()
    let folder = URL(fileURLWithPath: system.directory.path)
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.contains(".sqlite") {
      files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  /// File name → content.
  static func load() async throws -> [String: Data] { try await files.value }
}
