import Bus
import Configuration
package import Events
import Foundation
import Log

/// The folder of one running system: the databases, sockets, keys and logs of its services.
///
/// Mode 0700: on `ipc` the folder's mode is the only guard of the sockets in it.
package struct DataDirectory: Hashable, Sendable {
  /// An absolute path.
  package let path: String

  package init(_ path: String) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
  }

  package var instanceFile: String { path + "/instance.json" }
  /// Which backup was the last; written by whoever makes one.
  package var backupsFile: String { path + "/backups.json" }
  package var sockets: String { path + "/run" }
  package var keys: String { path + "/keys" }
  package var logs: String { path + "/logs" }

  package func database(of service: ServiceName) -> String { path + "/\(service.rawValue).sqlite" }
  package func logFile(of service: ServiceName) -> String { logs + "/\(service.rawValue).log" }

  /// Where the service publishes its log.
  package func publisherSocket(of service: ServiceName) -> String {
    sockets + "/\(service.rawValue).pub"
  }

  /// Where the service answers requests and replays.
  package func doorSocket(of service: ServiceName) -> String {
    sockets + "/\(service.rawValue).door"
  }

  /// Makes the folder and its parts, mode 0700; safe to call again.
  /// - Throws: `RuntimeError.dataDirectory` when a part cannot be made or closed to others.
  package func prepare() throws(RuntimeError) {
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

extension DataDirectory {
  /// Environment over file: `TERPADU_…` variables, then `terpadu.yaml` in the directory.
  ///
  /// - `log.level`: see `Daemon`.
  /// - endpoints: see `ServiceEndpoints`.
  ///
  /// - Throws: as `ConfigurationFile` and `Daemon.level`.
  func configuration() async throws(RuntimeError) -> ConfigReader {
    let configuration = ConfigReader(providers: [
      EnvironmentVariablesProvider().prefixKeys(with: "terpadu"),
      try await ConfigurationFile(path: path + "/terpadu.yaml").provider,
    ])
    // Whoever reads it learns what would keep a service from starting.
    _ = try Daemon.level(in: configuration)
    return configuration
  }

  /// Proves that no service will refuse its log level, its endpoints or a key that nobody reads.
  /// - Throws: as `servicesElsewhere`.
  package func requireUsableConfiguration() async throws(RuntimeError) {
    _ = try await servicesElsewhere()
  }

  /// The services on other hosts: those that the configuration places there, and those of which only
  /// the public key is here, and no file. None where there is no directory: whoever asks a service says so.
  /// - Throws: `RuntimeError.configuration` for what does not fit together; as `ConfigurationFile`.
  package func servicesElsewhere() async throws(RuntimeError) -> Set<ServiceName> {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { return [] }
    let configuration = try await configuration()
    var elsewhere = Set(ServiceName.allCases.filter(isKeyElsewhere(of:)))
    for service in ServiceName.allCases {
      let endpoints = try ServiceEndpoints(service, in: self, configuration: configuration)
      for (other, address) in endpoints.others where !address.door.isLocal {
        elsewhere.insert(other)
      }
    }
    return elsewhere
  }

  private func isKeyElsewhere(of service: ServiceName) -> Bool {
    let key = "\(keys)/\(service.rawValue)"
    return FileManager.default.fileExists(atPath: key + ".public")
      && !FileManager.default.fileExists(atPath: key + ".secret")
      && !FileManager.default.fileExists(atPath: database(of: service))
  }
}
