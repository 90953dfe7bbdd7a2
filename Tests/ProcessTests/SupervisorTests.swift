import Domain
import Events
import Foundation
import Testing

extension ProcessTests {
  /// `terpadu up` as an operator sees it.
  @Suite struct SupervisorTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `up says once that it is ready, and a signal ends everything in order`(
      signal: Int32
    ) async throws {
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        #expect(
          Set(system.running.map(\.program))
            == Set(ServiceName.allCases.map { "terpadu-\($0.rawValue)" } + ["terpadu"]))
        supervisor.send(signal)
        let ending = try await eventually("the end") { supervisor.ending }
        #expect(ending == .status(0))
        #expect(system.running.isEmpty)
        let lines = supervisor.output.split(separator: "\n")
        #expect(lines.count == 1, "\(supervisor.output)")
        #expect(lines.first?.hasPrefix("ready") == true, "\(supervisor.output)")
        #expect(supervisor.errors.isEmpty, "\(supervisor.errors)")
      }
    }

    @Test func `down ends a running system and is content when nothing runs`() async throws {
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let down = try await system.terpadu(["down"])
        #expect(down.status == 0, "\(down.errors)")
        #expect(supervisor.ending == .status(0))
        #expect(system.running.isEmpty)
        let again = try await system.terpadu(["down"])
        #expect(again.status == 0)
        #expect(!again.errors.isEmpty)
      }
    }

    @Test func `a killed service is started again at once, and up says so`() async throws {
      try await TestSystem.with { system in
        let supervisor = try await system.up(["--lang", "en"])
        for service in ServiceName.allCases {
          let victim = try await eventually("a process") { system.pid(of: service) }
          kill(victim, SIGKILL)
          try await eventually("another \(service.rawValue)") {
            try await system.status(of: service).pid != victim
          }
          try await eventually("a sentence about \(service.rawValue)") {
            supervisor.errors.split(separator: "\n").contains {
              $0.contains(service.rawValue) && $0.contains("9")
            }
          }
        }
        // One sentence a service: none was started more than once again.
        #expect(supervisor.errors.split(separator: "\n").count == ServiceName.allCases.count)
        #expect(supervisor.output.split(separator: "\n").count == 1)
        try await system.settled()
      }
    }
  }
}
