import Bus
import Configuration
import Events
import ServiceRuntime

/// `terpadu.yaml`: endpoints of services and the level of their logs.
enum ConfigurationTarget {
  private static let directory = DataDirectory("/terpadu")

  static func run(_ input: [UInt8]) throws -> Bool {
    // Faults of the YAML itself are the parser's.
    guard let provider = try? YAMLProvider(input) else { return false }
    let configuration = ConfigReader(provider: provider)
    var isTaken = (try? Daemon.level(in: configuration)) != nil
    for service in ServiceName.allCases {
      do {
        try check(ServiceEndpoints(service, in: directory, configuration: configuration), service)
      } catch let error as RuntimeError {
        isTaken = false
        try hold("\(error)".contains(service.rawValue) || !service.follows.isEmpty, "\(error)")
      }
    }
    return isTaken
  }

  private static func check(_ endpoints: ServiceEndpoints, _ service: ServiceName) throws {
    try hold(Set(endpoints.others.keys) == Set(service.follows), "it knows whom it follows")
    let given = endpoints.publications + endpoints.serviceDoors + endpoints.unitDoors
    try hold(given.allSatisfy { !$0.isLocal }, "what is given is tcp")
    for endpoint in given {
      try hold((try? Endpoint(endpoint.description)) == endpoint, "an address reads back")
    }
    for address in endpoints.others.values where !address.door.isLocal {
      try hold(!address.publication.isLocal, "a service is here or elsewhere")
      try hold(address.publicKey?.count == 32, "a service elsewhere has its key")
    }
  }
}
