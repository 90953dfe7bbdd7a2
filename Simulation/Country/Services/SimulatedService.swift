import Bus
import Domain
import Events
import Log
import Logging
import ServiceRuntime

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
  var isExcused = false
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
      state = .down
      site.loop.after(Int64(random.number(20_000...1_500_000))) { [self] in
        if site.restarts { start() }
      }
    }
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
      startWriter: { [weak self] database, handlers in
        let writer = LogWriter(turned: database, handlers: handlers) { turns.noteWork() }
        self?.database = database
        turns.writer = writer
        turns.startTicking(every: LogWriter.Configuration().tickInterval)
        return writer
      },
      entropy: { dice.bytes($0) },
      block: { $0() })
  }
}
