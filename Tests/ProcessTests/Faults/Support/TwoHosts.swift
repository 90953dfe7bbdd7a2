import Events
import Foundation
import Security
import ServiceRuntime
import Testing

/// Two hosts with a network between them: the first takes the reports (registry and findings), the
/// second has the mailboxes (watch, liaison and notifier). Each is a network namespace with a data
/// directory of its own, put together as docs/operations.md says.
struct TwoHosts {
  static let remote: Set<ServiceName> = [.watch, .liaison, .notifier]

  let system: TestSystem
  private let names: [String]
  private static let addresses = ["10.77.0.1", "10.77.0.2"]
  private static let ports: [ServiceName: Int] = [.registry: 7101, .findings: 7103]

  init(_ system: TestSystem) throws {
    self.system = system
    let suffix = system.folder.split(separator: "-").last.map { String($0) } ?? ""
    names = ["a", "b"].map { "terpadu-\(suffix)-\($0)" }
    let names = names
    system.afterwards { for name in names { _ = try? Machine.run("ip", "netns", "del", name) } }
    for name in names { try Machine.run("ip", "netns", "add", name) }
    try Machine.run(
      "ip", "-n", names[0], "link", "add", "wire", "type", "veth", "peer", "name", "wire",
      "netns", names[1])
    for (name, address) in zip(names, Self.addresses) {
      try Machine.run("ip", "-n", name, "addr", "add", "\(address)/24", "dev", "wire")
      for device in ["lo", "wire"] {
        try Machine.run("ip", "-n", name, "link", "set", device, "up")
      }
    }
    try writeConfiguration()
    for service in ServiceName.allCases {
      let name = Self.remote.contains(service) ? names[1] : names[0]
      system.setLaunch(.init(prefix: ["/usr/bin/env", "ip", "netns", "exec", name]), of: service)
    }
  }

  /// Starts all services, the second host's last.
  func start() async throws -> [SpawnedProcess] {
    var daemons: [SpawnedProcess] = []
    for service in ServiceName.allCases {
      daemons.append(try await system.startDaemon(service))
    }
    return daemons
  }

  enum Loss {
    /// Nothing gets through, and nobody is told: no FIN, no RST.
    case everything
    /// What the first host sends does not arrive; the other way is open.
    case towardsMailboxes
    /// So much of every hundred packets, both ways.
    case percent(Int)
  }

  func lose(_ loss: Loss) throws {
    switch loss {
    case .everything: for name in names { try drop(in: name, []) }
    case .towardsMailboxes: try drop(in: names[1], [])
    case .percent(let percent):
      for name in names {
        try drop(
          in: name,
          ["-m", "statistic", "--mode", "random", "--probability", "\(Double(percent) / 100)"])
      }
    }
  }

  func heal() throws {
    for name in names {
      try Machine.run("ip", "netns", "exec", name, "iptables", "-F", "INPUT")
    }
  }

  private func drop(in name: String, _ conditions: [String]) throws {
    try Machine.run(
      ["ip", "netns", "exec", name, "iptables", "-A", "INPUT", "-i", "wire"] + conditions
        + ["-j", "DROP"])
  }

  /// Steps 1 to 4 of "Two hosts".
  private func writeConfiguration() throws {
    for data in [system.data, system.remoteData] { try data.prepare() }
    var keys: [ServiceName: [UInt8]] = [:]
    for service in ServiceName.allCases {
      let here = system.data(of: service)
      keys[service] = try KeyStore.keyPair(named: service.rawValue, in: here.keys).publicKey
      let there = here == system.data ? system.remoteData : system.data
      try FileManager.default.copyItem(
        atPath: "\(here.keys)/\(service.rawValue).public",
        toPath: "\(there.keys)/\(service.rawValue).public")
    }
    var listening = ""
    var finding = ""
    for (service, port) in Self.ports.sorted(by: { $0.value < $1.value }) {
      let key = keys[service, default: []].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      listening += """
        \(service.rawValue):
          listen:
            publication: "tcp://0.0.0.0:\(port)"
            door: "tcp://0.0.0.0:\(port + 1)"

        """
      finding += """
        \(service.rawValue):
          at:
            publication: "tcp://\(Self.addresses[0]):\(port)"
            door: "tcp://\(Self.addresses[0]):\(port + 1)"
            publicKey: "\(key.joined())"

        """
    }
    try Data(listening.utf8).write(
      to: URL(fileURLWithPath: system.data.path + "/terpadu.yaml"))
    try Data(finding.utf8).write(
      to: URL(fileURLWithPath: system.remoteData.path + "/terpadu.yaml"))
  }
}
