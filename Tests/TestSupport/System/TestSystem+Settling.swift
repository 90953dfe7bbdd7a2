import Events

extension TestSystem {
  /// Waits until everything that was ever committed has had its effect everywhere: each running
  /// service has applied every log of a running service to its end.
  ///
  /// The services are asked in the order in which causes run, so that one round that finds all of
  /// them caught up is enough.
  /// - Parameter waiting: whether records may wait for their causes or in quarantine.
  package func settle(allowingWaiting waiting: Bool = false) async throws {
    let services = running
    try await eventually("all of \(services.map(\.rawValue)) are caught up") {
      var heads: [ServiceName: UInt64] = [:]
      for service in services {
        let status = try await status(service)
        for link in status.links {
          guard let head = heads[link.source] else { continue }
          guard link.position >= head, waiting || link.held + link.quarantined == 0 else {
            return false
          }
        }
        heads[service] = status.head
      }
      return true
    }
  }

  /// Waits until a service has applied this record of another's log.
  package nonisolated func settle(
    _ link: Link, through sequence: UInt64
  ) async throws {
    try await eventually(
      "\(link.follower.rawValue) has applied \(link.source.rawValue) \(sequence)"
    ) { try await self.link(link).position >= sequence }
  }
}
