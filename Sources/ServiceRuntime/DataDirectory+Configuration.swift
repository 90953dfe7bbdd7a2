import Bus
import Configuration
public import Events
import Foundation

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
  public func requireUsableConfiguration() async throws(RuntimeError) {
    _ = try await servicesElsewhere()
  }

  /// The services on other hosts: those that the configuration places there, and those of which only
  /// the public key is here, and no file. None where there is no directory: whoever asks a service says so.
  /// - Throws: `RuntimeError.configuration` for what does not fit together; as `ConfigurationFile`.
  public func servicesElsewhere() async throws(RuntimeError) -> Set<ServiceName> {
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
