import Bus
import Configuration
public import Events
import SystemPackage

extension DataDirectory {
  /// Environment over file: `TERPADU_…` variables, then `terpadu.yaml` in the directory.
  ///
  /// - `log.level`: see `Daemon`.
  /// - endpoints: see `ServiceEndpoints`.
  func configuration() async throws -> ConfigReader {
    ConfigReader(providers: [
      EnvironmentVariablesProvider().prefixKeys(with: "terpadu"),
      try await FileProvider<YAMLSnapshot>(
        filePath: .init(path + "/terpadu.yaml"), allowMissing: true),
    ])
  }

  /// The services that the configuration places on other hosts.
  /// - Throws: `RuntimeError.configuration` for what does not fit together.
  public func servicesElsewhere() async throws -> Set<ServiceName> {
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
