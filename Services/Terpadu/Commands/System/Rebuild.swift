import ArgumentParser
import Domain
import Events
import Foundation
import Log
import ServiceRuntime

/// `terpadu rebuild`
struct Rebuild: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "rebuild",
      id: "Buat ulang tabel sebuah layanan dari log-log, selagi layanan itu berhenti.",
      en: "Make a service's tables again from the logs, while that service is down.",
      examples: ["terpadu rebuild notifier", "terpadu rebuild watch --data ./terpadu-data --json"])
  }

  @Argument(
    help: .text(
      id: "Layanan pemilik tabel.", en: "The service whose tables they are.",
      valueName: "service"))
  var name: String

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    guard let service = ServiceName(rawValue: name) else {
      throw Refusal.invalid(
        "service", "not-one-of",
        [
          "value": name,
          "allowed": ServiceName.allCases.map(\.rawValue).joined(separator: ", "),
        ])
    }
    try session.data.requireSystem()
    try session.data.requireNoUnfinishedRestore()
    let file = session.data.database(of: service)
    guard FileManager.default.fileExists(atPath: file) else {
      throw Refusal(
        .notFound, field: "service", rule: "no-file-in-place",
        ["service": service.rawValue, "file": file])
    }
    try requireDown(service, in: session.data)
    let program = session.daemon(of: service)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Refusal(.internal, rule: "daemon-missing", ["file": program])
    }
    let result = try ProgramResult(program, ["--data", session.data.path, "--rebuild"])
    guard result.status == 0 else {
      throw Refusal(
        .internal, rule: "rebuild-failed",
        ["service": service.rawValue, "detail": result.lastWords])
    }
    try session.show(
      RebuildPrintout(
        report: try EventCoding.decode(TableRebuild.Report.self, from: result.output)))
    return .done
  }

  /// A service that starts meanwhile finds its file locked, and so does the rebuild when it is later.
  private func requireDown(_ service: ServiceName, in data: DataDirectory) throws {
    do {
      _ = try DirectoryLock(
        directory: data.path, service: service.rawValue, holder: "terpadu rebuild")
    } catch {
      guard error.code == .locked else { throw error }
      throw Refusal(
        .conflict, field: "--data", rule: "rebuild-while-running",
        ["service": service.rawValue, "path": data.path])
    }
  }
}
