import ArgumentParser
import Domain
import Foundation
import Localization
import ServiceRuntime

/// `terpadu down`
struct Down: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "down", id: "Hentikan semua layanan dengan tertib.",
      en: "Stop all services in order.", examples: ["terpadu down"])
  }

  @OptionGroup var global: GlobalOptions

  /// Longer than a supervisor takes at worst.
  private static let patience = Duration.seconds(15)

  func execute(in session: Session) async throws -> ProgramStatus {
    guard let pid = SupervisorLock.holder(of: session.data) else {
      try session.data.requireSystem()
      session.say(.notRunning, ["data": session.data.path])
      return .done
    }
    guard kill(pid, SIGTERM) == 0 || errno == ESRCH else {
      throw Refusal(
        .forbidden, rule: "failed", ["detail": String(cString: strerror(errno))])
    }
    let client = try session.connect()
    let stopped = try await client.poll(for: Down.patience) { _ in
      SupervisorLock.holder(of: session.data) == nil ? true : nil
    }
    guard stopped != nil else {
      throw Refusal(
        .unavailable, rule: "still-stopping",
        ["pid": String(pid), "seconds": String(Down.patience.components.seconds)])
    }
    try session.show(StoppedPrintout(data: session.data.path))
    return .done
  }
}
