package import Bus
package import Domain
package import Events
import FindingsService
import Foundation
import HazmatWatchService
import Log
import Logging
import NotifierService
import PemdaLiaisonService
import RegistryService
package import ServiceRuntime
import Synchronization

/// All services in this process, over real sockets and files in a folder of their own, on a clock
/// that the test sets.
package actor TestSystem {
  package typealias MakeLogic = @Sendable () -> any ServiceLogic

  package nonisolated let directory: DataDirectory
  package nonisolated let clock: TestClock
  package nonisolated let client: TestClient
  private let folder: TestFolder
  let instance: Instance
  private let fatal = Mutex<[String]>([])
  private var hosts: [ServiceName: ServiceHost] = [:]
  private var nemeses: [Link: Nemesis] = [:]
  private var logics: [ServiceName: MakeLogic] = [:]
  private var adjustments: [ServiceName: @Sendable (inout ServiceEndpoints) -> Void] = [:]
  private var vocabularies: [ServiceName: EventVocabulary] = [:]
  private var journals: [ServiceName: ErrorJournal] = [:]
  private var commandCount = 0
  /// The services to whose logs the test itself appended records.
  var appended: Set<ServiceName> = []

  /// One service that follows another's log.
  package struct Link: Hashable, Sendable {
    package let source: ServiceName
    package let follower: ServiceName

    package init(from source: ServiceName, to follower: ServiceName) {
      self.source = source
      self.follower = follower
    }
  }

  /// A system at rest: nothing runs yet.
  init(at time: Timestamp, isExercise: Bool, from files: [String: Data]) async throws {
    folder = try TestFolder()
    directory = DataDirectory(folder.path + "/data")
    clock = TestClock(time)
    client = try await TestClient()
    try directory.prepare()
    instance = try directory.openInstance(
      isExercise ? .exercise(start: time, rate: nil) : .real, now: time)
    for (name, data) in files {
      try data.write(to: URL(fileURLWithPath: "\(directory.path)/\(name)"))
    }
  }

  /// Runs a test on a system with the real registry, all services started and caught up, and stops
  /// it whatever happens. A test that passed is followed by what `verify` checks.
  ///
  /// - Parameters:
  ///   - time: what the domain clock shows, in RFC 3339.
  ///   - isExercise: the system then starts from nothing, as only new files can be an exercise's.
  ///   - prepare: called before the services start.
  package static func run(
    at time: String, isExercise: Bool = false,
    prepare: (TestSystem) async throws -> Void = { _ in },
    _ test: (TestSystem) async throws -> Void
  ) async throws {
    let system = try await TestSystem(
      at: Timestamp(text: time), isExercise: isExercise,
      from: isExercise ? [:] : try await CaughtUpData.load())
    do {
      try await prepare(system)
      try await system.startAll()
      try await system.settle()
      try await test(system)
      await system.stop()
      let faults = try await system.verify()
      guard faults.isEmpty else { throw TestFault("verify: \(faults)") }
    } catch {
      await system.stop()
      throw error
    }
  }

  // MARK: Before a service starts

  /// Puts a nemesis between a follower and the log that it follows.
  package func watch(_ link: Link) throws -> Nemesis {
    let nemesis = try Nemesis(
      between: directory.address(of: link.source),
      in: "\(folder.path)/\(link.source.rawValue)-\(link.follower.rawValue)")
    nemeses[link] = nemesis
    return nemesis
  }

  /// Changes where a service listens or finds the others, from its next start.
  package func adjust(
    _ service: ServiceName, _ change: @escaping @Sendable (inout ServiceEndpoints) -> Void
  ) {
    adjustments[service] = change
  }

  /// Replaces what a service does, from its next start.
  package func replace(_ service: ServiceName, with makeLogic: @escaping MakeLogic) {
    logics[service] = makeLogic
  }

  /// Makes a service a program that reads other events, from its next start.
  package func setVocabulary(_ vocabulary: EventVocabulary, of service: ServiceName) {
    vocabularies[service] = vocabulary
  }

  /// Gives a service's errors to a journal, from its next start.
  package func note(_ service: ServiceName, in journal: ErrorJournal) {
    journals[service] = journal
  }

  // MARK: Starting and stopping

  package func startAll() async throws {
    for service in ServiceName.allCases where hosts[service] == nil { try await start(service) }
  }

  /// - Parameter other: what the directory is taken to hold; what it does hold otherwise.
  package func start(_ service: ServiceName, as other: Instance? = nil) async throws {
    guard hosts[service] == nil else { throw TestFault("\(service.rawValue) runs already") }
    var endpoints = ServiceEndpoints(service, in: directory)
    for (link, nemesis) in nemeses where link.follower == service {
      endpoints.others[link.source] = nemesis.address
    }
    adjustments[service]?(&endpoints)
    var configuration = ServiceHost.Configuration(
      directory: directory, instance: other ?? instance, clock: clock.domainClock,
      endpoints: endpoints,
      logger: journals[service]?.logger ?? TestSystem.logger(service),
      onFatal: { [weak self] reason in self?.noteFatal("\(service.rawValue): \(reason)") })
    if let vocabulary = vocabularies[service] { configuration.vocabulary = vocabulary }
    hosts[service] = try await ServiceHost.start(
      configuration,
      makeLogic: logics[service] ?? TestSystem.logic(of: service))
  }

  package func stop(_ service: ServiceName) async throws {
    guard hosts[service] != nil else { throw TestFault("\(service.rawValue) does not run") }
    await end(service)
    try await awaitRelease(of: service)
  }

  /// On its own, so that nothing holds the host when its file is waited for.
  private func end(_ service: ServiceName) async {
    await hosts.removeValue(forKey: service)?.stop()
  }

  /// Waits until the stopped service has given up its file.
  private func awaitRelease(of service: ServiceName) async throws {
    try await eventually("\(service.rawValue) has given up its lock") {
      do {
        _ = try DirectoryLock(
          directory: directory.path, service: service.rawValue, holder: "test")
        return true
      } catch let error as LogError where error.code == .locked {
        return false
      }
    }
  }

  package func restart(_ service: ServiceName) async throws {
    try await stop(service)
    try await start(service)
  }

  /// The end of the system; its folder goes with it.
  package func stop() async {
    for service in running.reversed() {
      do {
        try await stop(service)
      } catch {
        noteFatal("\(service.rawValue): \(error)")
      }
    }
    await client.close()
    for nemesis in nemeses.values { nemesis.close() }
    nemeses = [:]
  }

  /// Reads a unit's mailbox as its own system does, on `ipc`.
  package nonisolated func reader(
    of unit: UnitID, after position: MailboxPosition? = nil
  ) async throws -> UnitReader {
    try await .connect(unit, to: directory.address(of: .notifier).door, after: position)
  }

  /// What services said when they could not go on.
  package var fatalFaults: [String] { fatal.withLock { $0 } }

  nonisolated func noteFatal(_ fault: String) {
    fatal.withLock { $0.append(fault) }
  }

  /// A new command's id.
  func nextCommandID() -> String {
    commandCount += 1
    return "test-\(commandCount)"
  }

  var running: [ServiceName] { ServiceName.allCases.filter { hosts[$0] != nil } }

  /// What a service of this program does.
  package static func logic(of service: ServiceName) -> MakeLogic {
    switch service {
    case .registry: { RegistryService(reference: ReferenceData.bundled) }
    case .findings: { FindingsService() }
    case .watch: { HazmatWatchService() }
    case .liaison: { PemdaLiaisonService() }
    case .notifier: { NotifierService() }
    }
  }

  /// Silent, unless `TERPADU_TEST_LOG` names a level.
  private static func logger(_ service: ServiceName) -> Logger {
    let level = ProcessInfo.processInfo.environment["TERPADU_TEST_LOG"]
      .flatMap(Logger.Level.init(rawValue:))
    guard let level else {
      return Logger(label: service.rawValue) { _ in SwiftLogNoOpLogHandler() }
    }
    var logger = Logger(label: service.rawValue) { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = level
    return logger
  }
}
