public import Events
import Foundation

/// The folder of one running system: the databases, sockets, keys and logs of its services.
///
/// Mode 0700: on `ipc` the folder's mode is the only guard of the sockets in it.
public struct DataDirectory: Hashable, Sendable {
  /// An absolute path.
  public let path: String

  public init(_ path: String) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
  }

  public var instanceFile: String { path + "/instance.json" }
  /// Which backup was the last; written by whoever makes one.
  public var backupsFile: String { path + "/backups.json" }
  public var sockets: String { path + "/run" }
  public var keys: String { path + "/keys" }
  public var logs: String { path + "/logs" }

  public func database(of service: ServiceName) -> String { path + "/\(service.rawValue).sqlite" }
  public func logFile(of service: ServiceName) -> String { logs + "/\(service.rawValue).log" }

  /// Where the service publishes its log.
  public func publisherSocket(of service: ServiceName) -> String {
    sockets + "/\(service.rawValue).pub"
  }

  /// Where the service answers requests and replays.
  public func doorSocket(of service: ServiceName) -> String {
    sockets + "/\(service.rawValue).door"
  }

  /// Makes the folder and its parts, mode 0700; safe to call again.
  /// - Throws: `RuntimeError.dataDirectory` when a part cannot be made or closed to others.
  public func prepare() throws(RuntimeError) {
    for folder in [path, sockets, keys, logs] {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o700], ofItemAtPath: folder)
      } catch {
        throw .dataDirectory(path: folder, detail: error.localizedDescription)
      }
    }
  }
}
