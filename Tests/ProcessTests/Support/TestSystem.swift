import Domain
import Events
import Foundation
import ServiceRuntime
import Synchronization
import TerpaduCommands
import Testing

/// One data directory and the processes that a test starts on it.
final class TestSystem: Sendable {
  struct RunResult: Sendable {
    let status: Int32?
    let output: String
    let errors: String
  }

  /// Where the tests were built.
  static let buildFolder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// Where the executables under test lie: `TERPADU_EXECUTABLES`, else beside the test bundle.
  static let executables =
    ProcessInfo.processInfo.environment["TERPADU_EXECUTABLES"] ?? buildFolder

  /// Holds the data directories and the output of what was started.
  let folder: String
  let data: DataDirectory
  /// The services that run on a second host, with a data directory of its own.
  let remote: Set<ServiceName>
  let remoteData: DataDirectory
  private let door: BusDoor
  private let remoteDoor: BusDoor
  private let launches = Mutex<[ServiceName: Launch]>([:])
  private let started = Mutex<[SpawnedProcess]>([])
  private let undoings = Mutex<[@Sendable () -> Void]>([])

  /// How a program is started, besides its arguments.
  struct Launch: Sendable {
    /// What stands before the program's path.
    var prefix: [String] = []
    var environment: [String: String] = [:]
  }

  private init(folder: String, remote: Set<ServiceName>) {
    self.folder = folder
    self.remote = remote
    data = DataDirectory("\(folder)/data")
    remoteData = DataDirectory("\(folder)/remote")
    door = BusDoor(data: data)
    remoteDoor = BusDoor(data: remoteData)
  }

  /// Gives the test a system with nothing running, and ends whatever it left running. After a
  /// failure the folder stays, for the logs in it.
  ///
  /// - Parameter remote: the services of a second host, if there is one.
  static func with(
    remote: Set<ServiceName> = [], _ body: (TestSystem) async throws -> Void
  ) async throws {
    // Short: a path of a local socket has at most 107 bytes.
    let folder = "/tmp/terpadu-\(String(UInt64.random(in: 0...UInt64(UInt32.max)), radix: 36))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    let system = TestSystem(folder: folder, remote: remote)
    do {
      try await body(system)
    } catch {
      await system.end()
      print("the logs of the failed test are in \(folder)")
      throw error
    }
    await system.end()
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Has something undone after the last process has ended; the last first.
  func afterwards(_ undo: @escaping @Sendable () -> Void) {
    undoings.withLock { $0.append(undo) }
  }

  /// The data directory of the host on which a service runs.
  func data(of service: ServiceName) -> DataDirectory {
    remote.contains(service) ? remoteData : data
  }

  // MARK: Processes

  /// From now on a service's daemon, when it is started without a supervisor, is started like this.
  func setLaunch(_ launch: Launch, of service: ServiceName) {
    launches.withLock { $0[service] = launch }
  }

  /// Starts `terpadu up` and waits for its ready line.
  func up(_ arguments: [String] = []) async throws -> SpawnedProcess {
    let supervisor = try start("terpadu", ["up"] + arguments)
    try await eventually("ready", within: .seconds(180)) {
      if let ending = supervisor.ending {
        throw Ended(ending: ending, errors: supervisor.errors)
      }
      return supervisor.output.contains("\n")
    }
    return supervisor
  }

  struct Ended: Hopeless {
    let ending: SpawnedProcess.Ending
    let errors: String
  }

  /// Starts the daemon of a service without a supervisor, and waits until it answers.
  func startDaemon(_ service: ServiceName) async throws -> SpawnedProcess {
    let launch = launches.withLock { $0[service] } ?? Launch()
    let daemon = try start(
      "terpadu-\(service.rawValue)", [], on: data(of: service), as: launch)
    try await eventually("\(service.rawValue) answers", within: .seconds(180)) {
      if let ending = daemon.ending { throw Ended(ending: ending, errors: daemon.errors) }
      let status = try await self.status(of: service)
      // Findings takes no report before it has the registry's first facts.
      let isServing = service != .findings || status.links.allSatisfy { $0.state == "live" }
      return status.pid == daemon.id && isServing
    }
    return daemon
  }

  /// Starts one of the package's programs on a data directory, the first host's unless said.
  func start(
    _ program: String, _ arguments: [String], input: [UInt8] = [], on data: DataDirectory? = nil,
    as launch: Launch = Launch()
  ) throws -> SpawnedProcess {
    try started.withLock { started in
      let process = try SpawnedProcess(
        launch.prefix + ["\(TestSystem.executables)/\(program)"] + arguments
          + ["--data", (data ?? self.data).path],
        environment: launch.environment, input: input,
        files: "\(folder)/\(started.count)-\(program)")
      started.append(process)
      return process
    }
  }

  /// Runs `terpadu` to its end.
  func terpadu(
    _ arguments: [String], input: [UInt8] = [], on data: DataDirectory? = nil,
    as launch: Launch = Launch()
  ) async throws -> RunResult {
    let process = try start("terpadu", arguments, input: input, on: data, as: launch)
    let ending = try await eventually("the end of terpadu \(arguments.joined(separator: " "))") {
      process.ending
    }
    let status: Int32? = if case .status(let status) = ending { status } else { nil }
    return RunResult(status: status, output: process.output, errors: process.errors)
  }

  /// The present process of a service: the one that was started on this directory.
  func pid(of service: ServiceName) -> pid_t? {
    let program = "terpadu-\(service.rawValue)"
    return RunningProcess.all(on: data(of: service).path).first { $0.program == program }?.id
  }

  /// Every process that runs on these directories.
  var running: [RunningProcess] {
    RunningProcess.all(on: data.path) + RunningProcess.all(on: remoteData.path)
  }

  private func end() async {
    await door.close()
    await remoteDoor.close()
    for process in started.withLock({ $0 }) { process.send(SIGKILL) }
    for process in running { kill(process.id, SIGKILL) }
    _ = try? await eventually("nothing runs any more", within: .seconds(10)) { running.isEmpty }
    for undo in undoings.withLock({ $0.reversed() }) { undo() }
  }

  // MARK: Requests

  /// Asks a service through its door, from this process.
  /// - Parameter service: to be named for what every service answers.
  @discardableResult
  func ask<Content: ServiceRequest>(
    _ content: Content, of service: ServiceName? = nil, as unit: UnitID? = nil,
    commandID: String? = nil, document: [UInt8]? = nil, within limit: Duration = .seconds(10)
  ) async throws -> Content.Answer {
    let service = try #require(Content.service ?? service)
    let door = remote.contains(service) ? remoteDoor : door
    let bytes = try await door.request(
      service, RequestHead(content, as: unit, commandID: commandID), document: document,
      within: limit)
    return try EventCoding.decode(Content.Answer.self, from: bytes)
  }

  func status(of service: ServiceName) async throws -> ServiceStatus {
    try await ask(ShowStatus(), of: service, within: .seconds(2))
  }

  /// How one service follows another.
  func link(
    of service: ServiceName, to source: ServiceName
  ) async throws -> ServiceStatus.Link? {
    try await status(of: service).links.first { $0.source == source }
  }

  /// Waits until every service has applied everything that it follows.
  func settled() async throws {
    try await eventually("every service has applied everything", within: .seconds(300)) {
      var heads: [ServiceName: UInt64] = [:]
      for service in ServiceName.allCases {
        let status = try await status(of: service)
        for link in status.links {
          guard link.position == heads[link.source], link.held == 0 else { return false }
        }
        heads[service] = status.head
      }
      return true
    }
  }
}
