import ArgumentParser
import Domain
import Events

/// `terpadu trace`
struct Trace: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "trace", id: "Jejak satu temuan melalui semua layanan.",
      en: "The way of a finding through every service.",
      examples: ["terpadu trace F-2026-000001", "terpadu trace T-2026-000001 --json"])
  }

  @Argument(
    help: .text(
      id: "Nomor atau id temuan, atau nomor tugas.",
      en: "The finding's number or id, or a task's number.", valueName: "id"))
  var id: String

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let subject = try await client.findingID(of: id)
    var printout = TracePrintout(subject: subject.description)
    try await withThrowingTaskGroup(of: (ServiceName, TraceAnswer?).self) { group in
      for service in ServiceName.allCases {
        group.addTask {
          do {
            return (service, try await client.trace(of: subject, through: service))
          } catch is DoorError {
            return (service, nil)
          } catch let refusal as Refusal where refusal.code == .notFound {
            return (service, TraceAnswer(hops: [], applied: []))
          }
        }
      }
      for try await (service, answer) in group {
        if let answer {
          printout.add(answer, of: service)
        } else {
          printout.silent.append(service)
        }
      }
    }
    try session.show(printout)
    guard printout.silent.isEmpty else {
      let names = printout.silent.map(\.rawValue).sorted().joined(separator: ", ")
      throw Refusal(.unavailable, rule: "trace-incomplete", ["services": names])
    }
    guard !printout.hops.isEmpty else {
      throw Refusal(.notFound, field: "id", rule: "unknown-finding", ["value": id])
    }
    return .done
  }
}
