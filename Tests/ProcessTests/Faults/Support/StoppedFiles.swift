import Events
import Foundation
import ServiceRuntime
import Testing

/// The files of a system that SIGKILL ended, write-ahead logs and all, to begin with again and again.
struct StoppedFiles {
  let system: TestSystem
  private let folder: String
  private let names: [String]

  /// - Parameter system: nothing runs on it.
  init(of system: TestSystem) throws {
    self.system = system
    folder = "\(system.folder)/stopped"
    names = ServiceName.allCases.flatMap { ["\($0.rawValue).sqlite", "\($0.rawValue).sqlite-wal"] }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false)
    for name in names {
      try FileManager.default.copyItem(
        atPath: "\(system.data.path)/\(name)", toPath: "\(folder)/\(name)")
    }
  }

  /// Has them stand in the data directory again, and takes away what restores left there.
  func putBack() throws {
    let data = system.data.path
    for name in try FileManager.default.contentsOfDirectory(atPath: data)
    where name.contains(".sqlite") || name.hasPrefix("restore") || name == "replaced"
      || name.hasSuffix(".restored.json")
    {
      try FileManager.default.removeItem(atPath: "\(data)/\(name)")
    }
    for name in names {
      try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: "\(data)/\(name)")
    }
  }

  /// Whether each of them is whole where it stood or in a folder of `replaced/`.
  func expectKept() throws {
    let folders = [system.data.path] + replacedFolders
    for name in names {
      #expect(folders.contains { isKept(name, in: $0) }, "\(name) is lost")
    }
  }

  /// Whether a service's file and its write-ahead log lie in one folder of `replaced/`, which is the
  /// only one.
  func isReplaced(_ service: ServiceName) -> Bool {
    guard replacedFolders.count == 1, let folder = replacedFolders.first else { return false }
    return names.filter { $0.hasPrefix(service.rawValue) }.allSatisfy { isKept($0, in: folder) }
  }

  private var replacedFolders: [String] {
    let replaced = "\(system.data.path)/replaced"
    let names = try? FileManager.default.contentsOfDirectory(atPath: replaced)
    return (names ?? []).map { "\(replaced)/\($0)" }
  }

  private func isKept(_ name: String, in place: String) -> Bool {
    FileManager.default.contentsEqual(atPath: "\(place)/\(name)", andPath: "\(folder)/\(name)")
  }
}
