import Events
import ServiceRuntime

extension TestSystem {
  /// Waits until a follower has stopped at a log that came back from a backup.
  func awaitStop(of follower: ServiceName, for source: ServiceName) async throws {
    try await eventually("\(follower.rawValue) has stopped", within: .seconds(60)) {
      let link = try? await link(of: follower, to: source)
      return link?.state == "stopped" && link?.reason == "epoch"
    }
  }
}
