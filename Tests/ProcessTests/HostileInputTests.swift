import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// Whatever arrives at a socket: nothing crashes, and drops are counted (wire protocol, section
  /// 10).
  @Suite struct HostileInputTests {
    @Test func `malformed messages at every socket are survived and counted`() async throws {
      let seed = Plan.seed(for: "hostile")
      var generator = SeededGenerator(seed: seed)
      let findings = SampleFinding.series(8, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        var reported = try await system.reportAll(Array(findings.prefix(4)))
        let before = try await status(system)
        for service in before { #expect(service.counters?.values.reduce(0, +) == 0) }
        var connections: [RawConnection] = []
        for service in ServiceName.allCases {
          for path in [
            system.data.publisherSocket(of: service), system.data.doorSocket(of: service),
          ] {
            for visit in Self.visits(using: &generator) {
              let connection = try RawConnection(path: path)
              if let socketType = visit.socketType {
                _ = connection.shakeHands(as: socketType)
              }
              connection.send(visit.bytes)
              // Some hang, some go away in the middle.
              if Bool.random(using: &generator) { connections.append(connection) }
            }
          }
        }
        try await eventually("the drops of every door are counted") {
          try await status(system).allSatisfy { service in
            service.counters?["requests-dropped"] ?? 0 >= 4
              && service.counters?["requests-unknown-kind"] ?? 0 >= 1
          }
        }
        reported += try await system.reportAll(Array(findings.dropFirst(4)))
        try await system.settled()
        try await MailboxAudit(system: system, reported: reported).check()
        let after = try await status(system)
        #expect(after.map(\.pid) == before.map(\.pid))
        #expect(supervisor.errors.isEmpty, "\(supervisor.errors)")
        connections = []
      }
    }

    /// What a stranger may do with one connection.
    private struct Visit {
      /// As what it goes through the handshake; `nil`: not at all.
      var socketType: String?
      var bytes: [UInt8]
    }

    /// Between them at least four messages that a door counts as dropped, and one of a kind that it
    /// does not know.
    private static func visits(using generator: inout SeededGenerator) -> [Visit] {
      func junk(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      }
      let correlation = Array(repeating: UInt8(7), count: 16)
      let magic = Array("TPR".utf8)
      func envelope(kind: UInt8) -> [UInt8] { magic + [1, 0, 0, 0, kind] + correlation }
      let dropped: [[[UInt8]]] = [
        [Array("TPX".utf8) + [1, 0, 0, 0, 1] + correlation],
        [magic + [9, 0, 0, 0, 1] + correlation],
        [magic],
        [[]],
        [envelope(kind: 1)] + Array(repeating: [0x7b], count: 40),
      ]
      let answered: [[[UInt8]]] = [
        [envelope(kind: 99)],
        [envelope(kind: 1)],
        [envelope(kind: 1), junk(300)],
        [envelope(kind: 2), junk(77)],
        [envelope(kind: 3), junk(5)],
        [envelope(kind: 9), [], junk(9)],
      ]
      let strangers = [
        junk(1), junk(64), junk(5_000), Array(RawConnection.greeting.prefix(20)),
        RawConnection.greeting, RawConnection.greeting + junk(500),
        RawConnection.greeting + RawConnection.ready(as: "PIG"),
        RawConnection.greeting + RawConnection.ready(as: "DEALER")
          + RawConnection.message([envelope(kind: 1)]),
      ]
      let requesters = [
        (dropped + answered).flatMap(RawConnection.message),
        RawConnection.message([envelope(kind: 1), junk(1 << 20)]),
        RawConnection.frameHead(announcing: 1 << 40) + junk(100),
        RawConnection.frameHead(announcing: .max) + junk(100),
        junk(3_000),
      ]
      let subscriptions = [
        [[1] + junk(250)], [[1] + junk(60_000)], [junk(40)], [[1]], [[0]], [junk(9), junk(9)],
      ]
      return strangers.map { Visit(socketType: nil, bytes: $0) }
        + requesters.map { Visit(socketType: "DEALER", bytes: $0) }
        + [Visit(socketType: "SUB", bytes: subscriptions.flatMap(RawConnection.message))]
    }

    private func status(_ system: TestSystem) async throws -> [StatusOutput.Service] {
      try await system.shownStatus().services
    }
  }
}
