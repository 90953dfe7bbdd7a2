import Bus
import Domain
import Events
import Foundation
import MailboxCrowd
import Security
import ServiceRuntime
import Testing

/// The notifier's door for units, on tcp with keys, and the units' keys.
struct UnitDoor {
  let port: UInt16
  private let system: TestSystem
  private let keys: [String: CurveKeyPair]

  var endpoint: Endpoint { .tcp(host: "127.0.0.1", port: port) }

  /// Writes the configuration; to be called before the system starts.
  static func configure(_ system: TestSystem) throws -> UInt16 {
    let port = try freePort()
    try system.data.prepare()
    try Data("notifier:\n  listen:\n    units: \"tcp://127.0.0.1:\(port)\"\n".utf8).write(
      to: URL(fileURLWithPath: system.data.path + "/terpadu.yaml"))
    return port
  }

  /// Enrols units of a running system.
  init(_ units: Set<String>, of system: TestSystem, port: UInt16) async throws {
    self.port = port
    self.system = system
    var keys: [String: CurveKeyPair] = [:]
    for unit in units {
      let pair = CurveKeyPair.make()
      keys[unit] = pair
      _ = try await system.ask(
        EnrolKey(unit: UnitID(unit), publicKey: Self.digits(of: pair.publicKey)),
        commandID: "enrol-\(unit)")
    }
    self.keys = keys
    try await system.settled()
  }

  /// How a unit connects.
  func security(of unit: String) throws -> ConnectSecurity {
    .curve(
      keys: try #require(keys[unit]),
      serverKey: try #require(
        try KeyStore.publicKey(named: "notifier", in: system.data.keys)))
  }

  /// A line for each unit with its secret key, for `terpadu-crowd`.
  func keyList(of units: [String]) throws -> String {
    try units.map { unit in
      "\(unit) \(Self.digits(of: try #require(keys[unit]).secretKey))\n"
    }.joined()
  }

  func serverKeyDigits() throws -> String {
    Self.digits(
      of: try #require(try KeyStore.publicKey(named: "notifier", in: system.data.keys)))
  }

  private static func digits(of key: [UInt8]) -> String {
    key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Connects readers of this process.
  func crowd(
    _ count: Int, of unit: String, stores: Bool = true
  ) async throws -> Crowd {
    try await Crowd(
      Crowd.Members(count, of: [unit], stores: stores), at: endpoint,
      security: { try security(of: $0) })
  }

  private static func freePort() throws -> UInt16 {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(socket, generic, length) == 0 ? getsockname(socket, generic, &length) : -1
      }
    }
    guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    return UInt16(bigEndian: address.sin_port)
  }
}
