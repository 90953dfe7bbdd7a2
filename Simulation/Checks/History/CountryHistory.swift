package import Domain
package import Events
package import Log
import Security

/// What the simulated clients saw and did, and what the clocks show at the end.
package struct CountryHistory: Sendable {
  /// Every command that was ever sent, also those whose answer never came.
  package var commands: [CommandRecord] = []
  /// What each reader received, by the unit as whose system it reads. A unit may have several.
  package var received: [(unit: UnitID, mailbox: ReceivedMailbox)] = []
  package var published = PublishedRecords()
  /// When what happened at each service, where that is known.
  package var courses: [ServiceName: ServiceCourse] = [:]
  /// For each backup that was put back, from when it was taken to when it was put back, on a clock that
  /// is that of the commands' times: what was done between is lost.
  package var losses: [ServiceName: [ClosedRange<Timestamp>]] = [:]
  /// What the domain clocks of liaison and the notifier show: their timers are due by it.
  package var now: Timestamp
  /// Whether `commands` are all that there were. Without it nothing is said of an effect that no
  /// command explains.
  package var isWhole = true

  package init(now: Timestamp) { self.now = now }

  /// Whether a restore may have lost what a command did, so that its answers bind nobody any more.
  func mayBeLost(_ command: CommandRecord) -> Bool {
    losses[command.service, default: []].contains { loss in
      guard let sent = command.firstSentAt, sent <= loss.upperBound else { return false }
      return command.answeredAt.map { $0 >= loss.lowerBound } ?? true
    }
  }
}

/// When a service was started, and when its records were durable: in microseconds of a time that no
/// service's clock shows.
package struct ServiceCourse: Sendable {
  /// In order.
  var starts: [Int64]
  /// By the record's hash. A record whose commit was the last thing that a process did may be missing.
  var commits: [Digest32: Int64]

  package init(starts: [Int64], commits: [(header: RecordHeader, time: Int64)]) {
    self.starts = starts
    self.commits = Dictionary(
      commits.map { ($0.header.hash, $0.time) }, uniquingKeysWith: { first, _ in first })
  }

  /// When the life began in which a record was made.
  func start(ofLifeWith header: RecordHeader) -> Int64? {
    guard let time = commits[header.hash] else { return nil }
    return starts.last { $0 <= time }
  }
}

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

/// What one reader of a mailbox received.
package struct ReceivedMailbox: Sendable {
  /// In the order in which it was received, by what the reader itself keeps across its crashes.
  package var messages: [ReceivedMessage]
  /// Whether the reader had time to read to the end; otherwise it may lack the last ones.
  package var isComplete: Bool
  /// What it had received before a restored notifier gave its messages new places, in order.
  package var earlier: [InboxEntry] = []

  package init(_ messages: [ReceivedMessage] = [], isComplete: Bool = true) {
    self.messages = messages
    self.isComplete = isComplete
  }
}

/// A message as a unit's own system keeps it, after it was pushed or read.
package struct ReceivedMessage: Hashable, Sendable {
  package var position: UInt64
  package var message: ID<Message>

  package init(position: UInt64, message: ID<Message>) {
    self.position = position
    self.message = message
  }

  package init(_ entry: InboxEntry) {
    self.init(position: entry.position, message: entry.message)
  }
}
