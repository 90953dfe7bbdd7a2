import ArgumentParser
import Domain
import Events
import Foundation
import ServiceRuntime

/// `terpadu verify`
struct Verify: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "verify",
      id: "Periksa semua log: rantai, urutan, kotak masuk, tugas, kesesuaian antar layanan.",
      en: "Check every log: chains, continuity, mailboxes, tasks, and that the services agree.",
      examples: ["terpadu verify", "terpadu verify --data ./cadangan --json"])
  }

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    var ledger = VerificationLedger()
    // Followers before what they follow: a running system only grows in between, so that what a
    // follower has applied must stand in the log that is read after it.
    for service in ServiceName.allCases.reversed() {
      ledger.add(try check(service, hashesAt: ledger.sequences(of: service), session))
    }
    let printout = VerificationPrintout(ledger: ledger)
    try session.show(printout)
    guard ledger.isClean else {
      throw Refusal(
        .internal, rule: "faults-found",
        ["faults": ledger.faultNames.joined(separator: ", ")])
    }
    return .done
  }

  private func check(
    _ service: ServiceName, hashesAt sequences: [UInt64], _ session: Session
  ) throws -> VerificationReport {
    let program = session.daemon(of: service)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Refusal(.internal, rule: "daemon-missing", ["file": program])
    }
    var arguments = ["--data", session.data.path, "--verify"]
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
