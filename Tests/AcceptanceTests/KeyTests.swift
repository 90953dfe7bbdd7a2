import Bus
import Domain
import Events
import Log
import Security
import ServiceRuntime
import TestSupport
import Testing

/// Between machines: tcp, and a key for everyone who connects.
struct KeyTests {
  private let reporter: UnitID = "pom-payakumbuh"
  private let pemda: UnitID = "pemda-13.76"

  private func loopback() throws -> Endpoint {
    .tcp(host: "127.0.0.1", port: try freePort())
  }

  @Test func `a service follows another over tcp by its key, a stranger does not`() async throws {
    let (publication, door) = (try loopback(), try loopback())
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let keys = system.directory.keys
      // As an operator copies public keys between hosts before the services start.
      for service: ServiceName in [.registry, .findings] {
        _ = try KeyStore.keyPair(named: service.rawValue, in: keys)
      }
      let registryKey = try KeyStore.publicKey(named: "registry", in: keys)
      await system.adjust(.registry) { endpoints in
        endpoints.publications = [publication]
        endpoints.serviceDoors = [door]
      }
      await system.adjust(.findings) { endpoints in
        endpoints.others[.registry] = .init(
          publication: publication, door: door, publicKey: registryKey)
      }
    } _: { system in
      let decree = try await system.designate(
        "pom-sijunjung", under: "pom-payakumbuh", from: "2026-09-01T00:00:00+07:00",
        decree: "Keputusan uji 1/2026")
      try await system.settle(
        .init(from: .registry, to: .findings), through: decree.position.sequence)

      let keys = system.directory.keys
      let serverKey = try #require(try KeyStore.publicKey(named: "registry", in: keys))
      let stranger = ConnectSecurity.curve(keys: .make(), serverKey: serverKey)
      let bus = try await MessageBus.start(name: "stranger")
      let sink = CountingSink()
      let handle = try await bus.follow(
        FollowTarget(
          publisher: publication, door: door, security: stranger, followerName: "findings"),
        cursor: nil, sink: sink)
      await #expect(throws: RequestFailure.unreachable) {
        let _: ServiceStatus = try await system.client.ask(
          RequestHead(ShowStatus()), at: door, stranger, within: .seconds(1))
      }
      try await eventually("the stranger has heard nothing") { handle.status.state.word == "down" }
      #expect(sink.count == 0)
      await bus.close()
    }
  }

  @Test func `a unit reads its own mailbox by its key and acts as itself only`() async throws {
    let (mailDoor, findingsDoor) = (try loopback(), try loopback())
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      await system.adjust(.notifier) { $0.unitDoors = [mailDoor] }
      await system.adjust(.findings) { $0.unitDoors = [findingsDoor] }
    } _: { system in
      let unitKeys = CurveKeyPair.make()
      try await system.command(
        EnrolKey(unit: pemda, publicKey: hexadecimal(unitKeys.publicKey)), as: nil)
      try await system.settle()
      let mail = try security(system, .notifier, unitKeys)
      let finding = try await system.report(.lontong, by: reporter)
      let own = try await UnitReader.connect(pemda, to: mailDoor, mail)
      try await eventually("alert and task are pushed") { own.entries.count == 2 }
      #expect(own.entries.map(\.finding) == [finding.id, finding.id])
      await own.close()
      let others = try await UnitReader.connect("pemda-13", to: mailDoor, mail)
      try await eventually("another's mailbox is refused") { others.closedWith != nil }
      #expect(others.closedWith == .forbidden)
      #expect(others.entries.isEmpty)
      await others.close()
      try await system.settle()

      // Findings: it reports as itself, and as nobody else.
      let door = try security(system, .findings, unitKeys)
      let own2: ReportAnswer = try await system.client.ask(
        RequestHead(ReportFinding(), commandID: "u-1"), at: findingsDoor, door,
        document: SampleFinding.lontong.json())
      let view = try await system.query(ShowFinding(finding: own2.id.description))
      #expect(view.reporter == pemda)
      let disguised = try await refused {
        let _: ReportAnswer = try await system.client.ask(
          RequestHead(ReportFinding(), as: reporter, commandID: "u-2"),
          at: findingsDoor, door, document: SampleFinding.lontong.json())
      }
      #expect(disguised.code == .forbidden)
      #expect(disguised.rule == "not-your-unit")
      let retried = try await refused {
        let _: QuarantineRetried = try await system.client.ask(
          RequestHead(RetryQuarantine(), commandID: "u-3"), at: findingsDoor, door)
      }
      #expect(retried.rule == "operators-only")
    }
  }

  @Test func `a new key of a unit ends the old one`() async throws {
    let mailDoor = try loopback()
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      await system.adjust(.notifier) { $0.unitDoors = [mailDoor] }
    } _: { system in
      let (lost, new) = (CurveKeyPair.make(), CurveKeyPair.make())
      for (index, keys) in [lost, new].enumerated() {
        system.clock.set(system.clock.now.adding(.seconds(60 * index)))
        try await system.command(
          EnrolKey(unit: pemda, publicKey: hexadecimal(keys.publicKey)), as: nil)
      }
      try await system.settle()
      try await system.report(.lontong, by: reporter)
      let reader = try await UnitReader.connect(
        pemda, to: mailDoor, try security(system, .notifier, new))
      try await eventually("the new key reads") { reader.entries.count == 2 }
      await reader.close()
      await #expect(throws: RequestFailure.unreachable) {
        let _: InboxAnswer = try await system.client.ask(
          RequestHead(ReadInbox(unit: pemda)), at: mailDoor,
          try security(system, .notifier, lost), within: .seconds(1))
      }
    }
  }

  private func security(
    _ system: TestSystem, _ service: ServiceName, _ keys: CurveKeyPair
  ) throws -> ConnectSecurity {
    let serverKey = try #require(
      try KeyStore.publicKey(named: service.rawValue, in: system.directory.keys))
    return .curve(keys: keys, serverKey: serverKey)
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
