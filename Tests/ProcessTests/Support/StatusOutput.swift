import Events

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
