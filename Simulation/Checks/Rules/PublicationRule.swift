import Events
import Log
import Security

/// **Publications.** No number of a log was ever seen with two contents, and what anybody saw of a log
/// stands in it: nothing was published that did not last.
struct PublicationRule {
  let country: Country
  let history: CountryHistory

  func violations() -> [Violation] {
    var violations = history.published.contradictions.map {
      Violation(
        .publications, "\($0.service.rawValue) \($0.sequence) was seen with two contents")
    }
    var stored: [PublishedRecords.Place: Digest32] = [:]
    for (service, file) in country.files {
      for header in file.records.map(\.header) {
        let place = PublishedRecords.Place(
          service: service, epoch: header.epoch, sequence: header.sequence)
        stored[place] = header.hash
      }
    }
    for (place, hash) in history.published.hashes where stored[place] != hash {
      violations.append(
        Violation(
          .publications,
          "\(place.service.rawValue) \(place.sequence) was published and is not in the log"))
    }
    return violations.sorted { $0.sentence < $1.sentence }
  }
}
