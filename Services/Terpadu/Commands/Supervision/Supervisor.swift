import Events
import Foundation
import Localization
import ServiceRuntime

/// Runs the services as child processes until it is told to stop: the shell of `SupervisionPlan`.
actor Supervisor {
  private let session: Session
  private let announce: @Sendable ([StoppedLink]) throws -> Void
  private var plan: SupervisionPlan
  private var children: [ServiceName: ChildProcess] = [:]
  /// Where the error file of a service ended when its present process was started.
  private var errorStarts: [ServiceName: UInt64] = [:]
  /// What the present processes follow no more, in the order in which they said so.
  private var stoppedLinks: [StoppedLink] = []
  private let events: AsyncStream<SupervisionPlan.Event>
  private let send: AsyncStream<SupervisionPlan.Event>.Continuation

  /// - Parameter announce: called once, when every service is ready for the first time, with the
  ///   links that have stopped.
  init(session: Session, announce: @escaping @Sendable ([StoppedLink]) throws -> Void) {
    self.session = session
    self.announce = announce
    plan = SupervisionPlan(services: ServiceName.allCases)
    // A process sends a few events, one for each log that it follows and two more; the operator's
    // signals are few.
    (events, send) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1024))
  }

  /// Returns when all processes have ended after a stop signal.
  func run() async throws {
    let signals = session.environment.stopSignals()
    let send = self.send
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await _ in signals { send.yield(.stop) }
      }
      send.yield(.begin)
      for await event in events {
        for action in plan.step(event, at: session.environment.uptime()) {
          if action == .finish {
            group.cancelAll()
            return
          }
          try perform(action)
        }
        if let wakeAt = plan.wakeAt {
          let environment = session.environment
          group.addTask {
            try await environment.pause(max(.zero, wakeAt - environment.uptime()))
            send.yield(.tick)
          }
        }
      }
    }
  }

  private func perform(_ action: SupervisionPlan.Action) throws {
    switch action {
    case .start(let service): start(service)
    case .announceReady: try announce(stoppedLinks)
    case .reportStop(let link): report(link)
    case .report(let service, let ending, let delay): report(service, ending, delay)
    case .reportReady(let service): session.say(.serviceReady, ["service": service.rawValue])
    case .terminate(let service): children[service]?.send(SIGTERM)
    case .kill(let service):
      session.say(
        .serviceKilled,
        [
          "service": service.rawValue,
          "seconds": String(SupervisionPlan.grace.components.seconds),
        ])
      children[service]?.send(SIGKILL)
    case .finish: break
    }
  }

  private func start(_ service: ServiceName) {
    let send = self.send
    let errorFile = session.data.logFile(of: service)
    errorStarts[service] = LogTail.size(of: errorFile)
    stoppedLinks.removeAll { $0.service == service }
    do {
      children[service] = try ChildProcess(
        executable: session.daemon(of: service),
        arguments: ["--data", session.data.path, "--supervised"], errorFile: errorFile,
        onLine: { line in
          if line == "ready" || line.hasPrefix("ready ") { send.yield(.ready(service)) }
          if let link = StoppedLink(line: line, of: service) { send.yield(.linkStopped(link)) }
        },
        onEnd: { send.yield(.ended(service, $0)) })
    } catch {
      send.yield(.ended(service, .notStarted(error.localizedDescription)))
    }
  }

  private func report(_ link: StoppedLink) {
    stoppedLinks.append(link)
    session.say(
      .linkStopped,
      [
        "service": link.service.rawValue, "source": link.source.rawValue,
        "reason": session.localizer.term(.linkReason, link.reason),
        "remedy": link.remedy(session.localizer),
      ])
  }

  private func report(_ service: ServiceName, _ ending: ServiceEnding, _ delay: Duration?) {
    let file = session.data.logFile(of: service)
    let last = LogTail.lastSentence(of: file, after: errorStarts[service] ?? 0)
    var parameters = [
      "service": service.rawValue, "ending": ending.text(session.localizer), "log": file,
      "detail": last.map { ": " + session.localizer.startFault($0) } ?? "",
    ]
    guard let delay else {
      session.say(.serviceRestarted, parameters)
      return
    }
    let seconds = Double(delay.components.seconds) + Double(delay.components.attoseconds) / 1e18
    parameters["seconds"] = String(seconds)
    session.say(.serviceFailed, parameters)
  }
}

extension Session {
  /// The path of a service's program: beside this one.
  func daemon(of service: ServiceName) -> String {
    "\(environment.executables)/terpadu-\(service.rawValue)"
  }
}
