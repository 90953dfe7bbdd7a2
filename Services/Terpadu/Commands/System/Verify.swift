import ArgumentParser
import Domain
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
    try session.data.requireNoUnfinishedRestore()
    let ledger = try VerificationLedger(of: session.data, in: session)
    let printout = VerificationPrintout(ledger: ledger)
    try session.show(printout)
    guard ledger.isClean else {
      throw Refusal(
        .internal, rule: "faults-found",
        ["faults": ledger.faultNames.joined(separator: ", ")])
    }
    return .done
  }
}
