package import Bus
package import Configuration
package import Events
import Security

/// Where one service listens and where it finds the others.
package struct ServiceEndpoints: Sendable {
  /// How a follower or client reaches a service: its published log, its door, and its public key
  /// where they are `tcp`.
  package struct Address: Sendable {
    package var publication: Endpoint
    package var door: Endpoint
    package var publicKey: [UInt8]?

    package init(publication: Endpoint, door: Endpoint, publicKey: [UInt8]? = nil) {
      self.publication = publication
      self.door = door
      self.publicKey = publicKey
    }
  }

  /// On `ipc` in the data directory a service always listens.
  package var local: Address
  /// Further endpoints of the published log, `tcp` for services on other hosts.
  package var publications: [Endpoint] = []
  /// Further endpoints of the door for services.
  package var serviceDoors: [Endpoint] = []
  /// Endpoints of the door for units.
  package var unitDoors: [Endpoint] = []
  /// Where the other services are.
  package var others: [ServiceName: Address]

  /// The keys of a service, behind its name.
  static let keys = [
    "listen.publication", "listen.door", "listen.units", "at.publication", "at.door",
    "at.publicKey",
  ]

  /// Everything on `ipc` in one data directory.
  package init(_ service: ServiceName, in directory: DataDirectory) {
    local = directory.address(of: service)
    others = Dictionary(
      uniqueKeysWithValues: service.follows.map { ($0, directory.address(of: $0)) })
  }

  /// Reads, on top of `ipc` in the data directory, the keys
  ///
  /// - `<service>.listen.publication`, `<service>.listen.door`, `<service>.listen.units`: text,
  ///   `tcp://HOST:PORT`, several separated by commas, on which the service listens besides; default
  ///   none.
  /// - `<service>.at.publication`, `<service>.at.door`: text, `tcp://HOST:PORT`, and
  ///   `<service>.at.publicKey`: text, 64 hexadecimal digits: where another service of this name is
  ///   found when it runs on another host; default `ipc` in the data directory. All three or none.
  package init(
    _ service: ServiceName, in directory: DataDirectory, configuration: ConfigReader
  ) throws(RuntimeError) {
    self.init(service, in: directory)
    let own = configuration.scoped(to: ConfigKey(service.rawValue))
    publications = try Self.endpoints(own, service, "listen.publication")
    serviceDoors = try Self.endpoints(own, service, "listen.door")
    unitDoors = try Self.endpoints(own, service, "listen.units")
    for other in service.follows {
      let at = configuration.scoped(to: ConfigKey(other.rawValue))
      let publication = try Self.endpoints(at, other, "at.publication")
      let door = try Self.endpoints(at, other, "at.door")
      guard !publication.isEmpty || !door.isEmpty else { continue }
      let key = at.string(forKey: "at.publicKey").flatMap(Self.key)
      guard publication.count == 1, door.count == 1, let key else {
        throw .configuration(
          key: "\(other.rawValue).at",
          rule: "publication, door and publicKey (64 hexadecimal digits) are given together")
      }
      others[other] = Address(publication: publication[0], door: door[0], publicKey: key)
    }
  }

  private static func endpoints(
    _ reader: ConfigReader, _ service: ServiceName, _ key: String
  ) throws(RuntimeError) -> [Endpoint] {
    let name = "\(service.rawValue).\(key)"
    let texts = reader.string(forKey: ConfigKey(key))?.split(separator: ",") ?? []
    var endpoints: [Endpoint] = []
    for text in texts {
      do {
        let endpoint = try Endpoint(text.trimmingSpaces())
        guard !endpoint.isLocal else {
          throw RuntimeError.configuration(key: name, rule: "a tcp endpoint is expected")
        }
        endpoints.append(endpoint)
      } catch let error as RuntimeError {
        throw error
      } catch {
        throw .configuration(key: name, rule: "\(error)")
      }
    }
    return endpoints
  }

  private static func key(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

extension DataDirectory {
  /// The `ipc` endpoints of a service in this directory.
  package func address(of service: ServiceName) -> ServiceEndpoints.Address {
    ServiceEndpoints.Address(
      publication: .ipc(path: publisherSocket(of: service)),
      door: .ipc(path: doorSocket(of: service)))
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    var text = self
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
