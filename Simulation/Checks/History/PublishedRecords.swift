package import Events
package import Log
import Security

/// What was seen of the logs on the bus: the hash under each number, kept from the first sight.
package struct PublishedRecords: Sendable {
  struct Place: Hashable {
    var service: ServiceName
    var epoch: UInt64
    var sequence: UInt64
  }

  private(set) var hashes: [Place: Digest32] = [:]
  private(set) var contradictions: Set<Place> = []

  package init() {}

  /// Notes a record that anybody received, published or replayed.
  package mutating func note(_ header: RecordHeader, of service: ServiceName) {
    let place = Place(service: service, epoch: header.epoch, sequence: header.sequence)
    guard let known = hashes.updateValue(header.hash, forKey: place), known != header.hash else {
      return
    }
    contradictions.insert(place)
  }
}
