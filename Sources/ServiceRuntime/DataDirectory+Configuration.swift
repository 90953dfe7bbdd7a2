import Bus
import Configuration
public import Events

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

  /// The services that the configuration places on other hosts.
  /// - Throws: `RuntimeError.configuration` for what does not fit together; as `ConfigurationFile`.
  public func servicesElsewhere() async throws(RuntimeError) -> Set<ServiceName> {
    let configuration = try await configuration()
    var elsewhere: Set<ServiceName> = []
    for service in ServiceName.allCases {
      let endpoints = try ServiceEndpoints(service, in: self, configuration: configuration)
      for (other, address) in endpoints.others where !address.door.isLocal {
        elsewhere.insert(other)
      }
    }
    return elsewhere
  }
}
