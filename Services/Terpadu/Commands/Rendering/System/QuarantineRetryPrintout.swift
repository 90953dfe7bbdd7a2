import Events
import Localization

/// What became of the records in quarantine.
struct QuarantineRetryPrintout: Printout {
  var results: [(service: ServiceName, result: QuarantineRetried)] = []

  func json(_ localizer: Localizer) -> [JSONValue] {
    results.map { service, result in
      [
        "service": .string(service.rawValue),
        "applied": JSONValue(result.applied as Int?),
        "remaining": JSONValue(result.remaining as Int?),
      ]
    }
  }

  func lines(_ localizer: Localizer) -> [String] {
    guard !results.isEmpty else { return [localizer.label(.quarantineEmpty)] }
    return results.map { service, result in
      localizer.label(
        .quarantineRetried,
        [
          "service": service.rawValue, "applied": String(result.applied),
          "remaining": String(result.remaining),
        ])
    }
  }
}
