import Events
import Log
import ServiceRuntime

/// **Rebuild.** What each service keeps beside its log is what the logs make: every row of its own
/// tables, of its mirrors of followed logs and of its timers is that of a second projection onto
/// empty tables, and there is no other.
struct RebuildRule {
  let country: Country

  func violations() throws -> [Violation] {
    guard country.unreadable.isEmpty else { return [] }
    return try country.files.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { service, file in
      let projection = Reprojection(Services.logic(of: service)) { source in
        country.files[source]?.reader.path ?? ""
      }
      return try file.reader.query { database in
        try projection.faults(in: database, file.reader.identity).map { fault in
          let place = fault.sequence.map { " at \($0)" } ?? ""
          let parameters = fault.parameters.sorted { $0.key < $1.key }.map(\.value)
          return Violation(
            .rebuild,
            "\(service.rawValue): \(fault.name)\(place) \(parameters.joined(separator: ", "))")
        }
      }
    }
  }
}
