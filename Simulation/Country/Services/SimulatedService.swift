import Bus
import Domain
import Events
import Foundation
import Log
import Logging
import ServiceRuntime
import SimulatedDisk

/// One service of a simulated country over all its lives: the shipped host on simulated parts, started
/// again after each death.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class SimulatedService: @unchecked Sendable {
  enum State { case down, starting, up, dying }

  let name: ServiceName
  let disk: FaultyDisk
  private(set) var state = State.down
  private(set) var process: SimulatedProcess?
  /// How often it was started.
  private(set) var lives = 0
  /// What it does, from its next start.
  var makeLogic: () -> any ServiceLogic
  /// How long a commit takes, in microseconds.
  var commitMicroseconds = 200...600
  /// Whether the next start after a death is a power cut's: what was not synced may be gone.
  var losesUnsynced = false
  /// Whether it may end by itself, because something was done to its disk.
  private var isExcused: Bool { site.harmedDisks.contains(name) }
  /// Until when it is not started again, in microseconds of virtual time.
  var staysDownUntil: Int64 = 0
  /// When it was started, in microseconds of virtual time.
  private(set) var starts: [Int64] = []
  /// The records that were durable, in order, and when; without those that a restore has lost.
  private(set) var commits: [(header: RecordHeader, time: Int64)] = []
  /// Its file at some moment, to be put back, and how many records had been durable by then.
  private var backup: (image: DiskImage, commitCount: Int, time: Timestamp)?
  /// Whether it begins its next life with the file of the backup.
  private var goesBack = false
  /// The files that were replaced by it.
  private(set) var replaced: [DiskImage] = []
  /// From each backup that was put back to the moment when it was: what happened between is lost.
  private(set) var losses: [ClosedRange<Timestamp>] = []
  private let site: SimulatedSite
  private var random: SimulationRandom
  private var host: ServiceHost?
  private weak var database: LogDatabase?

  init(
    _ name: ServiceName, on disk: FaultyDisk, at site: SimulatedSite, random: SimulationRandom,
    makeLogic: @escaping () -> any ServiceLogic
  ) {
    self.name = name
    self.disk = disk
    self.site = site
    self.random = random
    self.makeLogic = makeLogic
  }

  /// Whether nothing of its last life is left.
  var isReleased: Bool { database == nil && disk.isReleased }

  var remains: String {
    "database \(database != nil), files \(disk.isReleased ? "closed" : "open")"
  }

  var isSettled: Bool { state == .up && host?.isSettled == true }

  func start() {
    guard state == .down else { return }
    state = .starting
    lives += 1
    starts.append(site.loop.now)
    let process = SimulatedProcess(host: name.rawValue, on: site.loop)
    self.process = process
    let dice = SharedDice(random.split())
    disk.onSync = { [weak process, loop = site.loop] in
      guard let process, dice.number(0...1) == 0 else { return }
      loop.overlap(process, microseconds: Int64(dice.number(20...600)))
    }
    disk.onDeath = { [weak process] in process?.die() }
    process.onDeath = { [weak self, weak process] in
      guard let self, let process else { return }
      self.die(process)
    }
    Task(executorPreference: site.loop) { await self.live(process) }
  }

  private func live(_ process: SimulatedProcess) async {
    do {
      let host = try await ServiceHost.start(configuration(process), makeLogic: makeLogic)
      if process.isDead { return await end(host) }
      self.host = host
      state = .up
      site.note("\(name.rawValue) is up")
    } catch {
      if !process.isDead {
        site.note("\(name.rawValue) does not start: \(error)")
        if !isExcused { site.fault("service-ended", "\(name.rawValue) does not start: \(error)") }
        process.die()
      }
      bury()
    }
  }

  /// The orderly end, at the end of a simulation.
  func stop() async {
    guard let host, let process, !process.isDead else { return }
    self.host = nil
    await host.stop()
    process.onDeath = nil
    process.die()
    site.network.noteDead(process)
    state = .down
  }

  // MARK: Death

  /// What happens at the point of death, wherever that is; the rest follows in a turn of its own.
  private func die(_ process: SimulatedProcess) {
    site.note("\(name.rawValue) dies")
    disk.freeze()
    site.network.noteDead(process)
    guard state == .up, let host else { return }
    state = .dying
    self.host = nil
    Task(executorPreference: site.loop) { await self.end(host) }
  }

  private func end(_ host: ServiceHost) async {
    state = .dying
    await host.stop()
    bury()
  }

  /// What the disk keeps is decided, and the next life begins after a while.
  private func bury() {
    state = .dying
    site.loop.after(1_000) { [self] in
      guard isReleased else { return bury() }
      if losesUnsynced { disk.cutPower(using: &random) } else { disk.endProcess() }
      losesUnsynced = false
      if goesBack { putBack() }
      state = .down
      let wait = Int64(random.number(20_000...1_500_000))
      site.loop.after(max(wait, staysDownUntil - site.loop.now)) { [self] in
        if site.restarts { start() }
      }
    }
  }

  private static func noting(
    _ handlers: LogWriter.Handlers, _ note: @escaping ([Record]) -> Void
  ) -> LogWriter.Handlers {
    var handlers = handlers
    let publish = handlers.onCommit
    let confined = Confined(note)
    handlers.onCommit = { records in
      confined.value(records)
      publish(records)
    }
    return handlers
  }

  private func note(_ records: [Record]) {
    commits += records.map { ($0.header, site.loop.now) }
  }

  // MARK: Backup and restore

  /// Keeps the file as it is, if the service runs.
  func backUp() {
    guard state == .up else { return }
    backup = (disk.image, commits.count, site.clock.now)
  }

  var hasBackup: Bool { backup != nil }

  /// Ends the service, puts the file of the backup back as `terpadu restore` does, and starts it in a new
  /// epoch.
  /// - Returns: `false` when there is no backup, or it does not run.
  func restore() -> Bool {
    guard backup != nil, state == .up else { return false }
    goesBack = true
    process?.die()
    return true
  }

  private func putBack() {
    goesBack = false
    guard let backup else { return }
    replaced.append(disk.image)
    disk.replaceFiles(by: backup.image)
    commits.removeLast(commits.count - backup.commitCount)
    let now = site.clock.now
    losses.append(backup.time...now)
    let epoch = (site.epochs[name] ?? 1) + 1
    site.epochs[name] = epoch
    let mark = RestoreMark(epoch: epoch, accepted: [:], at: now, backup: "simulation")
    let path = site.home(of: name).restoreMarkFile(of: name)
    do {
      try Data(EventCoding.encode(mark)).write(to: URL(fileURLWithPath: path))
    } catch {
      site.fault("restore", "\(name.rawValue): \(error)")
    }
    site.note("\(name.rawValue) goes back to its backup, into epoch \(epoch)")
  }

  // MARK: Putting together

  private func configuration(_ process: SimulatedProcess) -> ServiceHost.Configuration {
    let clock = site.clock
    let hostName = process.host
    var configuration = ServiceHost.Configuration(
      directory: site.home(of: name), instance: Instance(),
      clock: DomainClock(SimulationReading { clock.now(at: hostName) }.callAsFunction),
      endpoints: ServiceEndpoints(name, in: site.meetingPlace),
      logger: site.logger(of: name),
      onFatal: { [weak self, weak process] reason in
        guard let self, let process, !process.isDead else { return }
        self.site.note("\(self.name.rawValue) ends: \(reason)")
        if !self.isExcused {
          self.site.fault("service-ended", "\(self.name.rawValue) ended by itself: \(reason)")
        }
        process.die()
      })
    configuration.machine = machine(process)
    return configuration
  }

  private func machine(_ process: SimulatedProcess) -> HostMachine {
    let dice = SharedDice(random.split())
    let network = site.network
    let turns = WriterTurns(of: process) { [weak self] in
      Int64(dice.number(self?.commitMicroseconds ?? 200...600))
    }
    return HostMachine(
      startBus: { [box = Confined(network)] _, authoriser in
        MessageBus(
          SimulatedThread(of: process, network: box.value, random: dice.split()),
          authoriser: authoriser)
      },
      startReading: { _ in
        SimulatedReading(of: process) { Int64(dice.number(50...2_000)) }
      },
      startWriter: { [weak self, weak process] database, handlers in
        let handlers = SimulatedService.noting(handlers) { records in
          if let process, !process.isDead { self?.note(records) }
        }
        let writer = LogWriter(turned: database, handlers: handlers) { turns.noteWork() }
        self?.database = database
        turns.writer = writer
        turns.startTicking(every: LogWriter.Configuration().tickInterval)
        return writer
      },
      entropy: { dice.bytes($0) },
      block: { $0() },
      begin: { [loop = site.loop] work in Task(executorPreference: loop) { await work() } })
  }
}
