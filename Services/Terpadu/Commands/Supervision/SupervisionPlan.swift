import Events

/// Decides what the supervisor does: a value that is told what happened and when, and says what to
/// do. It never touches a process.
///
/// A service that had been ready is started again at once when it ends; one that ends before it is
/// ready is started again after a delay that doubles from 0.1 s to 5 s.
struct SupervisionPlan {
  enum Event: Hashable, Sendable {
    case begin
    case ready(ServiceName)
    /// A log is followed no more; the service goes on with the others.
    case linkStopped(StoppedLink)
    case ended(ServiceName, ServiceEnding)
    /// Time has passed.
    case tick
    /// The operator wants everything to stop; a second time: at once.
    case stop
  }

  enum Action: Hashable, Sendable {
    case start(ServiceName)
    /// Every service is ready, for the first time.
    case announceReady
    case reportStop(StoppedLink)
    /// A service ended although nobody asked for it; `nil`: it is started again at once.
    case report(ServiceName, ServiceEnding, retryIn: Duration?)
    /// A service is ready whose end was reported.
    case reportReady(ServiceName)
    /// Ask a process to stop.
    case terminate(ServiceName)
    /// End a process that did not stop when asked.
    case kill(ServiceName)
    /// All processes have ended.
    case finish
  }

  static let firstDelay = Duration.milliseconds(100)
  static let longestDelay = Duration.seconds(5)
  /// How long a process may take to stop when asked.
  static let grace = Duration.seconds(5)

  private enum State {
    case idle
    case starting
    case ready
    case waiting(until: Duration)
  }

  private let services: [ServiceName]
  private var states: [ServiceName: State]
  private var delays: [ServiceName: Duration] = [:]
  /// The services that have ended and were not ready since.
  private var missed: Set<ServiceName> = []
  private var isAnnounced = false
  private var killAt: Duration?
  private var isStopping = false

  init(services: [ServiceName]) {
    self.services = services
    states = Dictionary(uniqueKeysWithValues: services.map { ($0, .idle) })
  }

  /// When the next `tick` is needed; `nil` while only events matter.
  var wakeAt: Duration? {
    if let killAt { return killAt }
    return states.values.compactMap { state -> Duration? in
      if case .waiting(let until) = state { until } else { nil }
    }.min()
  }

  /// - Parameter now: time on a clock that never goes back.
  mutating func step(_ event: Event, at now: Duration) -> [Action] {
    switch event {
    case .begin: services.map { start($0) }
    case .ready(let service): becameReady(service)
    case .linkStopped(let link): isStopping ? [] : [.reportStop(link)]
    case .ended(let service, let ending): ended(service, ending, at: now)
    case .tick: tick(at: now)
    case .stop: stop(at: now)
    }
  }

  private mutating func start(_ service: ServiceName) -> Action {
    states[service] = .starting
    return .start(service)
  }

  private mutating func becameReady(_ service: ServiceName) -> [Action] {
    guard !isStopping, case .starting = states[service] else { return [] }
    states[service] = .ready
    delays[service] = nil
    let report: [Action] = missed.remove(service) == nil ? [] : [.reportReady(service)]
    guard !isAnnounced, running.count == services.count, isEveryServiceReady else { return report }
    isAnnounced = true
    return report + [.announceReady]
  }

  private mutating func ended(
    _ service: ServiceName, _ ending: ServiceEnding, at now: Duration
  ) -> [Action] {
    let state = states[service]
    states[service] = .idle
    if isStopping { return running.isEmpty ? [.finish] : [] }
    missed.insert(service)
    if case .ready = state { return [.report(service, ending, retryIn: nil), start(service)] }
    let delay = delays[service] ?? SupervisionPlan.firstDelay
    delays[service] = min(delay * 2, SupervisionPlan.longestDelay)
    states[service] = .waiting(until: now + delay)
    return [.report(service, ending, retryIn: delay)]
  }

  private mutating func tick(at now: Duration) -> [Action] {
    if isStopping {
      guard let limit = killAt, now >= limit else { return [] }
      killAt = nil
      return running.map { .kill($0) }
    }
    return services.filter { service in
      if case .waiting(let until) = states[service] { return until <= now }
      return false
    }.map { start($0) }
  }

  private mutating func stop(at now: Duration) -> [Action] {
    if isStopping {
      killAt = nil
      return running.map { .kill($0) }
    }
    isStopping = true
    for service in services {
      if case .waiting = states[service] { states[service] = .idle }
    }
    guard !running.isEmpty else { return [.finish] }
    killAt = now + SupervisionPlan.grace
    // Followers first: nobody then reports that what it follows is gone.
    return running.reversed().map { .terminate($0) }
  }

  /// The services that have a process, in their order.
  private var running: [ServiceName] {
    services.filter { service in
      switch states[service] {
      case .starting, .ready: true
      default: false
      }
    }
  }

  private var isEveryServiceReady: Bool {
    states.values.allSatisfy { state in
      if case .ready = state { true } else { false }
    }
  }
}
