import Bus
import Security

/// Where the processes of one bus measurement find each other.
struct BusPlace: Sendable {
  enum Transport: String, CaseIterable, Sendable {
    /// As the services talk on one machine.
    case ipc
    /// As they talk between machines: with CURVE. The ports are one and two above `port`.
    case tcp
  }

  static let portDefault: UInt16 = 17_480

  var directory: String
  var transport: Transport
  var port = BusPlace.portDefault

  var publisher: Endpoint { endpoint("publisher", 1) }
  var door: Endpoint { endpoint("door", 2) }

  /// The producer's keys, made at the first call; `nil` for ipc.
  func producerKeys() throws -> CurveKeyPair? { try keys("producer") }

  func followerSecurity() throws -> ConnectSecurity {
    guard let producer = try producerKeys(), let own = try keys("follower") else { return .local }
    return .curve(keys: own, serverKey: producer.publicKey)
  }

  /// Knows the follower's key and no other.
  func authoriser() throws -> Authoriser {
    guard let follower = try keys("follower") else { return { _, _ in nil } }
    return { _, key in key == follower.publicKey ? "follower" : nil }
  }

  /// What a child process needs to come to the same place.
  var arguments: [String] {
    ["--dir", directory, "--transport", transport.rawValue, "--port", "\(port)"]
  }

  private func endpoint(_ name: String, _ offset: UInt16) -> Endpoint {
    switch transport {
    case .ipc: .ipc(path: "\(directory)/run/\(name)")
    case .tcp: .tcp(host: "127.0.0.1", port: port + offset)
    }
  }

  private func keys(_ name: String) throws -> CurveKeyPair? {
    guard transport == .tcp else { return nil }
    return try KeyStore.keyPair(named: name, in: "\(directory)/keys")
  }
}
