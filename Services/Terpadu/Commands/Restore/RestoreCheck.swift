import Domain
import Events
import Foundation
import ServiceRuntime

/// Tries whether a backup can be put back: into a fresh place, where it is verified, started, verified
/// again, stopped and removed. The running system is not touched.
struct RestoreCheck {
  /// Longer than the largest file takes to be opened.
  private static let patience = Duration.seconds(120)

  let session: Session
  let source: RestoreSource
  /// A new or empty folder; `nil` for a temporary one.
  let place: String?

  func run() async throws -> ProgramStatus {
    // Short: a path of a local socket has at most 107 bytes.
    let folder = try BackupFolder(
      new: place ?? "/tmp/terpadu-check-\(session.environment.now().milliseconds)")
    return try await RestoreCheck.removing(folder.path) {
      try await tryOut(DataDirectory(folder.path))
    }
  }

  /// Removes a folder after some work with it, however that ends.
  /// - Throws: what the work throws, also when the folder cannot be removed; why it cannot, after work
  ///   that was done.
  static func removing<Result>(
    _ folder: String, after work: () async throws -> Result
  ) async throws -> Result {
    let result: Result
    do {
      result = try await work()
    } catch {
      // Why the trial failed is what the operator needs; a folder that stays is only in the way.
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
    try FileManager.default.removeItem(atPath: folder)
    return result
  }

  private func tryOut(_ fresh: DataDirectory) async throws -> ProgramStatus {
    let note = try RestoreNote(fresh)
    let plan = try RestorePlan(source, into: fresh, services: nil, note: note) {
      try session.survey($0, in: DataDirectory(source.path))
    }
    try fresh.prepare()
    try Restoring(plan: plan, at: session.environment.now()).run(note)
    // Addresses on the network are the running system's.
    let configuration = "\(fresh.path)/terpadu.yaml"
    if FileManager.default.fileExists(atPath: configuration) {
      try FileManager.default.removeItem(atPath: configuration)
    }
    var ledger = try verify(fresh)
    var started: [ServiceName] = []
    if ledger.isClean {
      started = try await start(fresh)
      ledger = try verify(fresh)
    }
    try session.show(RestoreCheckPrintout(source: source, ledger: ledger, started: started))
    guard ledger.isClean else {
      throw Refusal(
        .internal, rule: "faults-found",
        ["faults": ledger.faultNames.joined(separator: ", ")])
    }
    return .done
  }

  /// What the backup does not have is on other hosts.
  private func verify(_ fresh: DataDirectory) throws -> VerificationLedger {
    try VerificationLedger(
      of: fresh, in: session, only: source.manifest.services.map(\.service))
  }

  /// Starts the services whose followed logs are in the backup, waits until they are ready, and
  /// stops them.
  private func start(_ fresh: DataDirectory) async throws -> [ServiceName] {
    let here = Set(source.manifest.services.map(\.service))
    let services = ServiceName.allCases.filter {
      here.contains($0) && here.isSuperset(of: $0.follows)
    }
    guard !services.isEmpty else { return [] }
    let (events, send) = AsyncStream.makeStream(of: Event.self)
    var children: [ServiceName: ChildProcess] = [:]
    for service in services {
      children[service] = try ChildProcess(
        executable: session.daemon(of: service),
        arguments: ["--data", fresh.path, "--supervised"],
        errorFile: fresh.logFile(of: service),
        onLine: { if $0 == "ready" { send.yield(.ready(service)) } },
        onEnd: { _ in send.yield(.ended(service)) })
    }
    let failed = await firstFailure(of: services, events, send)
    // In the order in which causes run backwards: nobody loses what it follows before its own end.
    for service in services.reversed() { children[service]?.send(SIGTERM) }
    for await event in events {
      guard case .ended(let service) = event else { continue }
      children[service] = nil
      if children.isEmpty { break }
    }
    guard let failed else { return services }
    throw Refusal(
      .internal, rule: "restore-check-failed",
      [
        "service": failed.rawValue,
        "detail": LogTail.lastSentence(of: fresh.logFile(of: failed), after: 0) ?? "",
      ])
  }

  private enum Event: Sendable {
    case ready(ServiceName)
    case ended(ServiceName)
    case tooLate
  }

  /// - Returns: who ended, or was not ready in time; `nil` when all are ready.
  private func firstFailure(
    of services: [ServiceName], _ events: AsyncStream<Event>,
    _ send: AsyncStream<Event>.Continuation
  ) async -> ServiceName? {
    var waiting = Set(services)
    return await withTaskGroup(of: Void.self) { group in
      let pause = session.environment.pause
      group.addTask {
        do {
          try await pause(RestoreCheck.patience)
          send.yield(.tooLate)
        } catch {
          // All were ready before.
        }
      }
      defer { group.cancelAll() }
      guard !waiting.isEmpty else { return nil }
      for await event in events {
        switch event {
        case .ready(let service): waiting.remove(service)
        case .ended(let service):
          // Its end is waited for like the others'.
          send.yield(.ended(service))
          return service
        case .tooLate: return waiting.sorted { $0.rawValue < $1.rawValue }.first
        }
        if waiting.isEmpty { return nil }
      }
      return nil
    }
  }
}
