import ArgumentParser
import Domain
import Events
import ServiceRuntime

/// `terpadu status`
struct Status: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "status", id: "Keadaan tiap layanan: log, ketertinggalan, sambungan.",
      en: "Each service: its log's head, how far each follower lags, links.",
      examples: ["terpadu status", "terpadu status --json"])
  }

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let answers = await withTaskGroup(of: (ServiceName, ServiceStatus?).self) { group in
      for service in ServiceName.allCases {
        group.addTask {
          // Whatever keeps a service from answering, it is down for whoever asks.
          let status = try? await client.ask(ShowStatus(), of: service, within: .seconds(1))
          return (service, status)
        }
      }
      return await group.reduce(into: [ServiceName: ServiceStatus]()) { $0[$1.0] = $1.1 }
    }
    if answers.isEmpty { try session.data.requireSystem() }
    let printout = StatusPrintout(data: session.data.path, answers: answers)
    try session.show(printout)
    return printout.isUp ? .done : .failed
  }
}
