import Events
import Logging
import ServiceRuntime

/// What the services of one simulated country share.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class SimulatedSite: @unchecked Sendable {
  let loop: SimulationLoop
  let network: SimulatedNetwork
  let clock: CountryClock
  /// Below it, each service has a folder with its lock; the databases are on the simulated disks.
  let root: String
  /// Whether who has died is started again.
  var restarts = true
  /// In which epoch each service's log is, where it is not the first.
  var epochs: [ServiceName: UInt64] = [:]
  /// Whose disks something was done to: such a service may end by itself, and may have to refuse a
  /// question.
  var harmedDisks: Set<ServiceName> = []
  /// What went wrong on the way, as a rule's word and a sentence.
  private(set) var faults: [(rule: String, sentence: String)] = []
  /// Tells what happens, with its time, to whoever replays a seed.
  private let narrate: ((String) -> Void)?

  init(
    loop: SimulationLoop, network: SimulatedNetwork, root: String,
    narrate: ((String) -> Void)?
  ) {
    self.loop = loop
    self.network = network
    self.root = root
    self.narrate = narrate
    clock = CountryClock(on: loop)
  }

  /// A service's folder.
  func home(of service: ServiceName) -> DataDirectory {
    DataDirectory("\(root)/\(service.rawValue)")
  }

  /// Names the endpoints of all services.
  var meetingPlace: DataDirectory { DataDirectory("\(root)/run") }

  func note(_ event: @autoclosure () -> String) {
    guard let narrate else { return }
    narrate("\(loop.now / 1_000) ms  \(event())")
  }

  func fault(_ rule: String, _ sentence: String) {
    note("FAULT \(rule): \(sentence)")
    faults.append((rule, sentence))
  }

  /// Waits in virtual time.
  func pause(_ microseconds: Int64) async {
    await withCheckedContinuation { continuation in
      loop.after(microseconds) { continuation.resume() }
    }
  }

  func logger(of service: ServiceName) -> Logger {
    guard narrate != nil else {
      return Logger(label: service.rawValue) { _ in SwiftLogNoOpLogHandler() }
    }
    return Logger(label: service.rawValue) { _ in
      NarratingLogHandler { [weak self] line in self?.note("\(service.rawValue): \(line)") }
    }
  }
}

/// Puts what a service says among what happens.
private struct NarratingLogHandler: LogHandler {
  var metadata = Logger.Metadata()
  var logLevel = Logger.Level.info
  private let say: SayLine

  /// - Note: `@unchecked Sendable`: called by the simulation's one thread.
  private struct SayLine: @unchecked Sendable {
    let body: (String) -> Void
  }

  init(_ say: @escaping (String) -> Void) { self.say = SayLine(body: say) }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = (event.metadata ?? [:]).sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    say.body("\(event.level) \(event.message) \(details)")
  }
}
