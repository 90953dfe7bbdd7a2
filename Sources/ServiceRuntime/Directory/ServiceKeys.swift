import Bus
import Events
import Security

/// The keys of a data directory: this service's pair, made at its first start, and the public keys
/// of the services beside it.
struct ServiceKeys: Sendable {
  let own: CurveKeyPair
  /// Public key → whose it is, of every service whose `<name>.public` stands in the directory.
  let known: [(key: [UInt8], service: ServiceName)]

  /// - Throws: `SecurityError` when a secret is readable by others or malformed.
  init(_ service: ServiceName, in directory: DataDirectory) throws {
    own = try KeyStore.keyPair(named: service.rawValue, in: directory.keys)
    known = try ServiceName.allCases.compactMap { name in
      try KeyStore.publicKey(named: name.rawValue, in: directory.keys).map { ($0, name) }
    }
  }

  /// How to connect to a service: without keys on `ipc`, with CURVE on `tcp`.
  func connectSecurity(
    to address: ServiceEndpoints.Address
  ) throws(RuntimeError) -> ConnectSecurity {
    if address.publication.isLocal, address.door.isLocal { return .local }
    guard let serverKey = address.publicKey else {
      throw .configuration(
        key: "at.publicKey", rule: "a tcp endpoint needs the service's public key")
    }
    return .curve(keys: own, serverKey: serverKey)
  }
}
