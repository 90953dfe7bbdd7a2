import Domain
import Events
import ServiceRuntime
import TestSupport
import Testing

/// What the services' doors make of every request of the catalogue, and of what is none.
struct RequestTests {
  @Test func `every request is known to the service that it is for, and to no other`() async throws
  {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      for type in RequestCatalogue.all {
        for service in ServiceName.allCases {
          let isKnown = try await refusal(of: type, by: service, system)?.rule != "unknown-request"
          #expect(
            isKnown == (type.service == nil || type.service == service),
            "\(type.name.rawValue) \(service.rawValue)")
        }
      }
    }
  }

  @Test func `a request of the other kind, or with a field too many, is refused by its field`()
    async throws
  {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      var head = try RequestHead(ShowStatus(), commandID: "k-1")
      head.kind = .command
      let kind = try #require(try await refusal(of: head, by: .findings, system))
      #expect(kind.field == "kind" && kind.rule == "not-one-of")
      head = try RequestHead(ListTasks())
      head.fields.values["x"] = .number(1)
      let field = try #require(try await refusal(of: head, by: .liaison, system))
      #expect(field.field == "x" && field.rule == "unknown-field")
    }
  }

  @Test func `a command whose id was used is that, whatever its fields are`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: "pom-payakumbuh", command: "c-1")
      var head = try RequestHead(
        CloseFinding(finding: finding.number), as: "pom-payakumbuh", commandID: "c-1")
      head.fields.values["x"] = .text("y")
      let reused = try await refusal(of: head, by: .findings, system)
      #expect(reused?.rule == "command-id-reused")
    }
  }

  private func refusal(
    of type: any ServiceRequest.Type, by service: ServiceName, _ system: TestSystem
  ) async throws -> Refusal? {
    let sample: any ServiceRequest = type.sample
    let id = type.kind == .command ? "\(type.name.rawValue)" : nil
    // The operator may ask everything that asks for no unit.
    let unit: UnitID? =
      [.reportFinding, .simulate].contains(type.action) || type.action.hasSubject
      ? .pusatDeputi3 : nil
    return try await refusal(
      of: try RequestHead(sample, as: unit, commandID: id), by: service, system)
  }

  private func refusal(
    of head: RequestHead, by service: ServiceName, _ system: TestSystem
  ) async throws -> Refusal? {
    do {
      _ = try await system.client.askBytes(
        head, at: system.directory.address(of: service).door, document: Array("{}".utf8))
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }
}
