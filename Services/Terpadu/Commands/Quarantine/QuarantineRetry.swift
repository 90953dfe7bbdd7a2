import ArgumentParser
import Domain
import Events

/// `terpadu quarantine retry`
struct QuarantineRetry: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "retry", id: "Terapkan lagi catatan dalam karantina, sesudah sebabnya diperbaiki.",
      en: "Apply records in quarantine again, after their cause was mended.",
      examples: ["terpadu quarantine retry", "terpadu quarantine retry --service watch"])
  }

  @OptionGroup var options: QuarantineOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let quarantine = Quarantine(client: client)
    let (answers, silent) = try await quarantine.list(options.services(in: session))
    var printout = QuarantineRetryPrintout()
    // In the order in which causes run: what a service writes after its retry, the next ones apply.
    for (service, answer) in answers
    where !answer.entries.isEmpty {
      let result = try await client.change(RetryQuarantine(), by: service)
      printout.results.append((service, result))
    }
    try session.show(printout)
    try Quarantine.requireAnswers(silent)
    let standing = printout.results.filter { $0.1.remaining > 0 }
    guard standing.isEmpty else {
      throw Refusal(
        .internal, rule: "still-quarantined",
        [
          "services": standing.map { "\($0.0.rawValue) (\($0.1.remaining))" }
            .joined(separator: ", ")
        ])
    }
    return .done
  }
}
