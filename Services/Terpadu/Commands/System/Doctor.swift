import ArgumentParser

/// `terpadu doctor`
struct Doctor: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "doctor",
      id:
        "Periksa kesehatan sistem: jam, cakram, sambungan, karantina, cadangan; dan jalan keluar.",
      en: "How the system is: clocks, disk, links, quarantine, backups; and what to do.",
      examples: ["terpadu doctor", "terpadu doctor --json"])
  }

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let diagnosis = Diagnosis(facts: try await FactsReader(session: session).read())
    try session.show(DoctorPrintout(diagnosis: diagnosis))
    return diagnosis.state == .ok ? .done : .failed
  }
}
