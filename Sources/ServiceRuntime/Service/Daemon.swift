import Bus
package import Configuration
import Domain
import Events
import Foundation
import Log
package import Logging
import ServiceLifecycle
import UnixSignals

/// The main of every daemon: arguments, configuration, logging, then the service until SIGTERM.
///
/// ```text
/// terpadu-<service> --data DIR [--supervised]      run
/// terpadu-<service> --data DIR --verify [--hash-at N,N …]   check the file, read-only
/// terpadu-<service> --data DIR --rebuild           make the tables again from the logs
/// terpadu-<service> --data DIR --survey            look at the file, read-only, for `doctor`
/// ```
///
/// With `--supervised` the daemon writes a line `stopped SOURCE REASON` on standard output for each log
/// that it follows no more, and `ready` once the others are applied up to their heads; it ends when
/// its standard input does: a child ends with its supervisor.
package enum Daemon {
  /// - Parameter makeLogic: called once.
  package static func run(_ makeLogic: @Sendable () -> any ServiceLogic) async -> Never {
    let arguments: DaemonArguments
    do {
      arguments = try DaemonArguments(CommandLine.arguments)
    } catch {
      report("\(error)")
      exit(2)
    }
    do {
      if arguments.isSurvey {
        try survey(makeLogic(), DataDirectory(arguments.data))
        exit(0)
      }
      if arguments.isVerify {
        let report = try ServiceVerification.run(
          makeLogic(), in: DataDirectory(arguments.data), hashesAt: arguments.hashAt)
        FileHandle.standardOutput.write(Data(try EventCoding.encode(report) + [10]))
        exit(report.faults.isEmpty ? 0 : 1)
      }
      if arguments.isRebuild {
        try await rebuild(makeLogic(), DataDirectory(arguments.data))
        exit(0)
      }
      try await serve(arguments, makeLogic)
      exit(0)
    } catch {
      report(sentence(of: error))
      exit(1)
    }
  }

  private static func serve(
    _ arguments: DaemonArguments, _ makeLogic: @Sendable () -> any ServiceLogic
  ) async throws {
    try OpenFileLimit.raise()
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    let service = makeLogic().name
    try DataDirectory(arguments.data).requireFile(of: service)
    var logger = Logger(label: "terpadu-\(service.rawValue)")
    let directory = DataDirectory(arguments.data)
    try directory.prepare()
    let configuration = try await directory.configuration()
    logger.logLevel = try level(in: configuration)
    let instance = try directory.openInstance(.existing, now: .machineNow)
    let fatalLogger = logger
    let host = try await ServiceHost.start(
      ServiceHost.Configuration(
        directory: directory, instance: instance, clock: DomainClock(instance: instance),
        endpoints: try ServiceEndpoints(service, in: directory, configuration: configuration),
        logger: logger,
        onFatal: { reason in
          fatalLogger.critical("the log cannot be written", metadata: ["error": "\(reason)"])
          report("log-not-written: \(reason)")
          exit(1)
        }),
      makeLogic: makeLogic)
    logger.notice("started", metadata: ["data": "\(directory.path)"])
    var services: [any Service] = [HostService(host: host)]
    if arguments.isSupervised { services.append(SupervisedChild(host: host)) }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map {
          .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
        },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }

  private static func rebuild(
    _ logic: any ServiceLogic, _ directory: DataDirectory
  ) async throws {
    let instance = try directory.storedInstance() ?? Instance()
    let report = try await TableRebuild.run(
      logic, in: directory, now: instance.domainTime(at: .machineNow))
    FileHandle.standardOutput.write(Data(try EventCoding.encode(report) + [10]))
  }

  private static func survey(_ logic: any ServiceLogic, _ directory: DataDirectory) throws {
    let instance = try directory.storedInstance() ?? Instance()
    let report = try FileSurvey.read(
      logic, in: directory, at: instance.domainTime(at: .machineNow),
      rate: instance.exercise?.rate ?? 1)
    FileHandle.standardOutput.write(Data(try EventCoding.encode(report) + [10]))
  }

  /// - `log.level`: text, a level of swift-log, default `notice`.
  package static func level(in configuration: ConfigReader) throws(RuntimeError) -> Logger.Level {
    guard let word = configuration.string(forKey: "log.level") else { return .notice }
    guard let level = Logger.Level(rawValue: word) else {
      throw .configuration(
        key: "log.level",
        rule: "one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return level
  }

  /// A stable word, which the supervisor renders for its reader, a colon, and the details.
  private static func sentence(of error: any Error) -> String {
    switch error {
    case let error as RuntimeError: "\(error.word): \(error)"
    case let error as BusError: "\(error.code.rawValue): \(error.attempted): \(error.reason)"
    default: "\(error)"
    }
  }

  private static func report(_ sentence: String) {
    FileHandle.standardError.write(Data("terpadu: \(sentence)\n".utf8))
  }
}

/// The arguments of a daemon.
struct DaemonArguments {
  var data = ""
  var isSupervised = false
  var isVerify = false
  var isRebuild = false
  var isSurvey = false
  /// Records whose hashes a verification prints, to compare followers' positions with.
  var hashAt: [UInt64] = []

  init(_ arguments: [String]) throws(RuntimeError) {
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      switch argument {
      case "--data":
        guard let value = rest.popFirst() else {
          throw .configuration(key: argument, rule: "a directory is expected after it")
        }
        data = value
      case "--supervised": isSupervised = true
      case "--verify": isVerify = true
      case "--rebuild": isRebuild = true
      case "--survey": isSurvey = true
      case "--hash-at":
        let values = rest.popFirst()?.split(separator: ",").map { UInt64($0) } ?? []
        guard !values.isEmpty, !values.contains(nil) else {
          throw .configuration(key: argument, rule: "numbers of records, with commas between")
        }
        hashAt = values.compactMap(\.self)
      default:
        throw .configuration(
          key: argument,
          rule: "known are --data DIR, --supervised, --verify, --hash-at, --rebuild and --survey")
      }
    }
    guard !data.isEmpty else { throw .configuration(key: "--data", rule: "it is required") }
  }
}

/// Keeps the host until the group shuts down.
private struct HostService: Service {
  let host: ServiceHost

  func run() async throws {
    try await gracefulShutdown()
    await host.stop()
  }
}

/// Ties a daemon to its supervisor: says when it is ready, ends when standard input ends.
private struct SupervisedChild: Service {
  let host: ServiceHost

  func run() async {
    let ended = AsyncStream<Void> { continuation in
      Thread.detachNewThread {
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) > 0 {}
        continuation.finish()
      }
    }
    await cancelWhenGracefulShutdown {
      await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await reportStanding() }
        for await _ in ended {}
        group.cancelAll()
      }
    }
  }

  /// Says when the service is ready, and of each link that it has stopped: the first ones before.
  private func reportStanding() async throws {
    var told: [ServiceName: String] = [:]
    var isReady = false
    while true {
      let isSettled = host.isSettled
      let stops = host.stoppedLinks
      for (source, reason) in stops.sorted(by: { $0.key.rawValue < $1.key.rawValue })
      where told[source] != reason {
        say("stopped \(source.rawValue) \(reason)")
      }
      told = stops
      if isSettled, !isReady {
        isReady = true
        say("ready")
      }
      try await Task.sleep(for: isReady ? .seconds(1) : .milliseconds(10))
    }
  }

  private func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }
}
