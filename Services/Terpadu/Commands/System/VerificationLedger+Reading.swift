import Domain
import Events
import Foundation
import ServiceRuntime

extension VerificationLedger {
  /// Has each service's program check its file of a directory.
  /// - Parameter services: only these.
  init(
    of data: DataDirectory, in session: Session, only services: [ServiceName]? = nil
  ) throws {
    self.init()
    // Followers before what they follow: a running system only grows in between, so that what a
    // follower has applied must stand in the log that is read after it.
    for service in ServiceName.allCases.reversed()
    where services?.contains(service) ?? true {
      add(
        try VerificationLedger.check(
          service, hashesAt: sequences(of: service), data, session))
    }
  }

  private static func check(
    _ service: ServiceName, hashesAt sequences: [UInt64], _ data: DataDirectory,
    _ session: Session
  ) throws -> VerificationReport {
    let program = session.daemon(of: service)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Refusal(.internal, rule: "daemon-missing", ["file": program])
    }
    var arguments = ["--data", data.path, "--verify"]
    if !sequences.isEmpty {
      arguments += ["--hash-at", sequences.map { String($0) }.joined(separator: ",")]
    }
    let result = try ProgramResult(program, arguments)
    do {
      return try EventCoding.decode(VerificationReport.self, from: result.output)
    } catch {
      // One service's file must not keep the others from being checked.
      var report = VerificationReport(service: service)
      report.faults = [.init(name: "unreadable", parameters: ["detail": result.lastWords])]
      return report
    }
  }
}
