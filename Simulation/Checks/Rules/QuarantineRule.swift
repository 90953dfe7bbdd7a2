import Domain
import Events
import Log

/// **Quarantine.** Each record in quarantine has its `record.quarantined` in the log of the service
/// that put it aside, and an alarm in Pusat's mailbox that names service, source and number.
struct QuarantineRule {
  let country: Country

  func violations() -> [Violation] {
    let alarms = Set(country.messages.compactMap(Self.alarm))
    var violations: [Violation] = []
    for (service, file) in country.files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for held in file.held {
        guard case .fault = held.reason else { continue }
        let header = held.record.header
        let place = "\(held.source) \(header.sequence) in quarantine at \(service.rawValue)"
        let isNoted = (country.quarantined[service] ?? []).contains {
          $0.data.source.rawValue == held.source && $0.data.position == header.position
        }
        if !isNoted { violations.append(Violation(.quarantine, "\(place) is not in its log")) }
        if !alarms.contains([service.rawValue, held.source, String(header.sequence)]) {
          violations.append(Violation(.quarantine, "\(place) has no alarm at Pusat"))
        }
      }
    }
    return violations
  }

  private static func alarm(_ row: MessageRow) -> [String]? {
    let subject = row.entry.subject
    guard row.unit == .pusatDeputi3, subject.word == "alarm-record-quarantined",
      let service = subject.parameters["service"],
      let source = subject.parameters["source"], let number = subject.parameters["sequence"]
    else { return nil }
    return [service, source, number]
  }
}
