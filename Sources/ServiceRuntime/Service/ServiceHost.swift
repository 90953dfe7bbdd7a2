import Bus
import Domain
package import Events
import Foundation
import Log
package import Logging
import Security
import Synchronization

/// One service, put together: its log and writer, its published log, its doors, the logs that it
/// follows. Crash-only: `stop` is the orderly end, and nothing is owed to it.
package final class ServiceHost: Sendable {
  /// What a host needs besides the service's logic.
  package struct Configuration: Sendable {
    package var directory: DataDirectory
    package var instance: Instance
    package var clock: DomainClock
    package var endpoints: ServiceEndpoints
    package var logger: Logger
    /// Called once when the disk or the file failed: the process must end.
    package var onFatal: @Sendable (String) -> Void
    /// What the service reads of the logs that it follows.
    package var vocabulary = EventVocabulary.current
    package var machine = HostMachine.system

    package init(
      directory: DataDirectory, instance: Instance, clock: DomainClock,
      endpoints: ServiceEndpoints, logger: Logger,
      onFatal: @escaping @Sendable (String) -> Void
    ) {
      self.directory = directory
      self.instance = instance
      self.clock = clock
      self.endpoints = endpoints
      self.logger = logger
      self.onFatal = onFatal
    }
  }

  package let service: ServiceName
  private let configuration: Configuration
  private let database: LogDatabase
  private let reader: LogReader
  private let writer: LogWriter
  private let reading: any ReadingQueue
  private let querying: any ReadingQueue
  private let bus: MessageBus
  private let publisher: Publisher
  private let publications: PublicationTimes
  private let door: Door
  private let unitDoor: Door
  private let links: FollowedLinks
  private let mail: MailboxDoors
  private let restoreMark: RestoreMark?
  private let followers = FollowerPositions()

  /// Opens the log, rebuilds what the service keeps in memory, opens the doors and begins to follow.
  ///
  /// - Parameter makeLogic: called once; the logic stays on the writer's thread.
  /// - Throws: `LogError` (another process holds the directory; a damaged or newer file),
  ///   `BusError`, `SecurityError`, `RuntimeError`, and what the logic throws at its start.
  package static func start(
    _ configuration: Configuration, makeLogic: () -> any ServiceLogic
  ) async throws -> ServiceHost {
    try configuration.directory.prepare()
    let logic = WriterConfined<any ServiceLogic>(value: makeLogic())
    let keys = try ServiceKeys(logic.value.name, in: configuration.directory)
    for (key, service) in keys.known {
      logic.value.access.admit(key, as: .service(service.rawValue))
    }
    let bus = try await configuration.machine.startBus(
      logic.value.name.rawValue, logic.value.access.authoriser)
    do {
      let host = try ServiceHost(configuration, logic, bus: bus)
      do {
        try await host.open(logic, keys: keys)
        return host
      } catch {
        await host.stop()
        throw error
      }
    } catch {
      await bus.close()
      throw error
    }
  }

  private init(
    _ configuration: Configuration, _ logic: WriterConfined<any ServiceLogic>, bus: MessageBus
  ) throws {
    let service = logic.value.name
    var options = LogDatabase.Options(
      directory: configuration.directory.path, service: service.rawValue,
      migrations: logic.value.migrations, isExercise: configuration.instance.isExercise,
      time: configuration.clock.now())
    options.entropy = configuration.machine.entropy
    restoreMark = try configuration.directory.restoreMark(of: service)
    options.epoch = restoreMark?.epoch
    let database = try LogDatabase(options)
    let reader = try database.reader()
    let heads = LatestHead(try reader.head())
    let links = FollowedLinks(follower: service, logger: configuration.logger)
    let mail = MailboxDoors()
    let publications = PublicationTimes()
    let clock = configuration.clock
    let publisher = Publisher(bus: bus, head: { heads.head }) { first, last in
      publications.add(first: first, last: last, at: clock.now())
    }
    let timerRunner = TimerRunner(
      logic: logic, links: links, isExercise: configuration.instance.isExercise,
      logger: configuration.logger
    ) { mail.notify($0) }
    var handlers = LogWriter.Handlers(clock: { clock.now() }) { error in
      configuration.onFatal(error.description)
    }
    handlers.onCommit = { records in
      guard let last = records.last else { return }
      heads.advance(to: last)
      publisher.publish(records)
    }
    let logger = configuration.logger
    let linkReporter = LinkReporter(
      logic: logic, links: links, isExercise: configuration.instance.isExercise, logger: logger
    ) { mail.notify($0) }
    handlers.onTick = {
      try linkReporter.run($0)
      try timerRunner.run($0)
    }
    handlers.onTickFailure = {
      logger.error("work of the writer's own failed", metadata: ["error": "\($0)"])
    }
    let writer = try configuration.machine.startWriter(database, handlers)
    self.service = service
    self.configuration = configuration
    self.database = database
    self.reader = reader
    self.writer = writer
    self.bus = bus
    self.publisher = publisher
    self.publications = publications
    self.links = links
    self.mail = mail
    door = Door(bus: bus)
    unitDoor = Door(bus: bus)
    reading = configuration.machine.startReading("\(service.rawValue)-reading")
    querying = configuration.machine.startReading("\(service.rawValue)-queries")
  }

  private func open(_ logic: WriterConfined<any ServiceLogic>, keys: ServiceKeys) async throws {
    let isExercise = configuration.instance.isExercise
    let service = service
    let logs = followedLogs(logic)
    try await writer.perform { [restoreMark] transaction in
      try logic.value.load(from: transaction.db)
      let context = Context(transaction: transaction, logic: logic.value, isExercise: isExercise)
      try EpochBeginning(context: context).run(restoreMark)
      try logic.value.start(in: context)
      try logs.releaseReached(in: transaction)
    }
    if restoreMark != nil { try configuration.directory.removeRestoreMark(of: service) }
    try await openDoors(logic, keys: keys)
    try await links.start(
      configuration.endpoints, keys: keys, bus: bus, writer: writer, logs: logs)
  }

  private func openDoors(
    _ logic: WriterConfined<any ServiceLogic>, keys: ServiceKeys
  ) async throws {
    let handler = try requestHandler(logic)
    let replay = ReplayService(source: reader, thread: reading)
    for door in [door, unitDoor] {
      await door.on(.request) { request, responder in handler.take(request, responder) }
    }
    await door.serveReplay(replay)
    await door.servePositionReports(followers)
    if let keeper = logic.value as? any MailboxKeeper {
      let logger = configuration.logger
      let isExercise = configuration.instance.isExercise
      let source = keeper.mailboxes(reader: reader) { [writer] work, failed in
        writer.submit { transaction in
          try work(
            Context(transaction: transaction, logic: logic.value, isExercise: isExercise))
        } completion: { result in
          guard case .failure(let error) = result else { return }
          logger.warning("mailbox note not written", metadata: ["error": "\(error)"])
          failed()
        }
      }
      for door in [door, unitDoor] {
        let mailboxes = MailboxDoor(
          door: door, source: source, thread: reading, authoriser: Rights.mayOpenMailbox)
        await mailboxes.start()
        mail.add(mailboxes)
      }
    }
    let endpoints = configuration.endpoints
    try await publisher.bind(endpoints.local.publication)
    for endpoint in endpoints.publications {
      try await publisher.bind(endpoint, keys: keys.own)
    }
    try await door.bind(endpoints.local.door)
    for endpoint in endpoints.serviceDoors {
      try await door.bind(endpoint, .curve(keys: keys.own, domain: .serviceDoor))
    }
    for endpoint in endpoints.unitDoors {
      try await unitDoor.bind(endpoint, .curve(keys: keys.own, domain: .unitDoor))
    }
  }

  private func requestHandler(
    _ logic: WriterConfined<any ServiceLogic>
  ) throws -> RequestHandler {
    let service = service
    let isExercise = configuration.instance.isExercise
    let clock = configuration.clock
    let operations = ServiceOperations(
      service: service, queries: logic.value.queries,
      parts: ServiceOperations.Parts(
        isExercise: isExercise, links: links, doors: [door, unitDoor], publisher: publisher,
        publications: publications, mail: mail, followers: followers,
        walBytes: { [writer] in writer.walBytes }),
      startedAt: clock.now())
    let makeContext = { @Sendable (transaction: Transaction, actor: Actor) in
      Context(
        transaction: transaction, logic: logic.value, isExercise: isExercise, actor: actor)
    }
    return RequestHandler(
      writer: writer, logic: logic,
      queries: QueryHandler(
        reader: try database.reader(), thread: querying, writer: writer, clock: { clock.now() },
        makeContext: makeContext,
        respond: { try operations.answer($0, in: $1) }),
      adoption: LogAdoption(
        service: service, logic: logic, reader: reader, links: links,
        logs: followedLogs(logic)),
      retry: QuarantineRetry(writer: writer, logs: followedLogs(logic)),
      logger: configuration.logger, begin: configuration.machine.begin,
      makeContext: makeContext)
  }

  private func followedLogs(_ logic: WriterConfined<any ServiceLogic>) -> FollowedLogs {
    let mail = mail
    return FollowedLogs.of(
      logic, isExercise: configuration.instance.isExercise,
      vocabulary: configuration.vocabulary, logger: configuration.logger
    ) { mail.notify($0) }
  }

  /// Whether every followed log has been applied up to its head at least as last told, but for those
  /// in `stoppedLinks`.
  package var isSettled: Bool { links.areSettled }

  /// The logs that are followed no more until a person has looked, with the stable word for why.
  package var stoppedLinks: [ServiceName: String] { links.stops }

  /// The orderly end: no more requests, what is queued is finished, everything is closed.
  package func stop() async {
    await links.stop()
    await door.close()
    await unitDoor.close()
    mail.close()
    let writer = writer
    let (reading, querying) = (reading, querying)
    await configuration.machine.block {
      writer.stop()
      reading.stop()
      querying.stop()
    }
    await publisher.close()
    await bus.close()
  }
}
