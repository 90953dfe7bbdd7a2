import Events
import Testing

/// What `terpadu status --json` prints, as far as tests look at it.
struct StatusOutput: Decodable {
  struct Service: Decodable {
    var service: ServiceName
    var state: String
    var pid: Int32?
    var links: [Link]?
    var counters: [String: UInt64]?
  }

  struct Link: Decodable {
    var source: ServiceName
    var state: String
    var silenceMilliseconds: Int64?
  }

  var up: Bool
  var services: [Service]
}

extension TestSystem {
  /// What the operator sees as soon as all but these services answer within the second that the
  /// command gives each: on a busy machine one may need more.
  func shownStatus(down: [ServiceName] = []) async throws -> StatusOutput {
    try await eventually("all but \(down) answer") {
      let result = try await terpadu(["status", "--json"])
      let output = try EventCoding.decode(StatusOutput.self, from: Array(result.output.utf8))
      let silent = output.services.filter { $0.state == "down" }.map(\.service)
      guard silent == down else { return nil }
      #expect(result.status == (down.isEmpty ? 0 : 1), "\(result.output)\(result.errors)")
      return output
    }
  }
}
