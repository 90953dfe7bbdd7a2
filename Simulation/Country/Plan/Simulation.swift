import Domain
import Events
import Foundation
import ServiceRuntime
import SimulatedDisk
import SimulationChecks

/// One seed: a country, its people, what befalls it, and what is left when it has come to rest.
package struct Simulation {
  /// How long a country may take to come to rest after the last fault, in microseconds.
  static let restMicrosecondsMax: Int64 = 300_000_000

  package struct Outcome: Codable, Sendable {
    package let seed: UInt64
    /// What was promised and did not hold; empty on a good day.
    package var violations: [String] = []
    package var findings = 0
    package var commands = 0
    package var messages = 0
    package var steps = 0
    package var virtualMilliseconds: Int64 = 0
    /// How often each kind of fault was done.
    package var faults: [String: Int] = [:]
  }

  /// A folder for the services' locks.
  package let root: String
  private let images: Country.Images

  /// Makes the country from which every seed sets out: the registry is loaded and applied everywhere.
  ///
  /// - Parameter root: a folder for the services' locks; no other simulation uses it.
  ///   narrate: is told what happens.
  package init(in root: String, narrate: ((String) -> Void)? = nil) throws {
    self.root = root
    SimulatedDisk.install()
    let country = Country(
      in: root, images: [:], random: SimulationRandom(seed: 0), narrate: narrate)
    defer { country.unmount() }
    country.start()
    let settlement = Settlement(country, retriesQuarantine: false)
    settlement.start()
    guard country.site.loop.run(atMost: 60_000_000, until: { settlement.isSettled }) else {
      throw SimulationError("the first country does not settle: \(settlement.obstacle)")
    }
    guard country.stop(), country.site.faults.isEmpty else {
      throw SimulationError(
        "the first country does not stop: \(country.unreleased) \(country.site.faults)")
    }
    images = country.images
  }

  /// - Parameter narrate: is told what happens.
  package func run(_ seed: UInt64, narrate: ((String) -> Void)? = nil) -> Outcome {
    let plan = SimulationPlan(seed: seed)
    var random = plan.random
    SimulatedDisk.seed(random.next())
    // A folder of its own: what a seed leaves behind must not be in the way of the next.
    let folder = "\(root)/\(seed)"
    let country = Country(
      in: folder, images: startingImages(plan, &random), random: random.split(),
      narrate: narrate)
    defer {
      country.unmount()
      // What cannot be removed goes with the whole folder, at the end.
      try? FileManager.default.removeItem(atPath: folder)
    }
    var outcome = Outcome(seed: seed)
    let nemesis = Nemesis(country, plan: plan, random: random.split())
    live(country, nemesis, plan, &random, &outcome)
    outcome.violations =
      country.site.faults.map { "\($0.rule): \($0.sentence)" } + outcome.violations
    outcome.findings = country.people.clerk.commands.count { $0.name == ReportFinding.name }
    outcome.commands = country.people.clerk.commands.count
    outcome.messages = country.people.readers.reduce(0) { $0 + $1.stored.count }
    outcome.steps = country.site.loop.stepCount
    outcome.virtualMilliseconds = country.site.loop.now / 1_000
    outcome.faults = nemesis.done
    return outcome
  }

  private func live(
    _ country: Country, _ nemesis: Nemesis, _ plan: SimulationPlan,
    _ random: inout SimulationRandom, _ outcome: inout Outcome
  ) {
    let broken = plan.hasDefect ? country.ordered[random.number(2...4)] : nil
    if let broken { country.breakProgram(of: broken, oneIn: UInt8(random.number(2...9))) }
    if plan.isDecember {
      country.site.clock.leap(milliseconds: Int64(random.number(286...297)) * 86_400_000)
    }
    country.start()
    country.people.startReaders()
    if plan.lateDecree {
      country.people.decreeCoordinator(
        after: Int64(random.number(0...Int(plan.troubleMicroseconds / 2))))
    }
    if plan.isDecember {
      country.people.decreeHolidays(after: Int64(random.number(0...Int(plan.troubleMicroseconds))))
    }
    for _ in 0..<plan.findings {
      country.people.report(after: Int64(random.number(0...Int(plan.troubleMicroseconds * 2 / 3))))
    }
    for _ in 0..<plan.registryChanges {
      country.people.changeRegistry(after: Int64(random.number(0...Int(plan.troubleMicroseconds))))
    }
    nemesis.start()
    let loop = country.site.loop
    loop.run(for: plan.troubleMicroseconds)
    nemesis.end()
    if let broken {
      country.repairProgram(of: broken)
      broken.process?.die()
    }
    let settlement = Settlement(country, retriesQuarantine: broken != nil)
    settlement.start()
    guard loop.run(atMost: Simulation.restMicrosecondsMax, until: { settlement.isSettled }) else {
      outcome.violations.append("rest: the country does not come to rest: \(settlement.obstacle)")
      _ = country.stop()
      return
    }
    guard country.stop() else {
      outcome.violations.append("rest: a service does not end when it is told to")
      return
    }
    outcome.violations += check(country)
  }

  /// Services that are late have a new file and all to catch up with, and so have all that follow them:
  /// who has followed another log stops.
  private func startingImages(
    _ plan: SimulationPlan, _ random: inout SimulationRandom
  ) -> Country.Images {
    guard plan.latecomers else { return images }
    var images = images
    for service in ServiceName.allCases.suffix(random.number(1...4)) { images[service] = nil }
    return images
  }

  /// The files in whose place backups were put, to be looked at once more.
  private struct ReplacedFiles {
    private(set) var paths: [ServiceName: [String]] = [:]
    private var disks: [SimulatedDisk] = []

    init(of country: Country) {
      for service in country.ordered {
        for (number, image) in service.replaced.enumerated() {
          let place = DataDirectory(
            "\(country.site.root)/replaced-\(service.name.rawValue)-\(number)")
          disks.append(SimulatedDisk.mount(at: place.path, image: image))
          paths[service.name, default: []].append(place.database(of: service.name))
        }
      }
    }

    func unmount() {
      for disk in disks { disk.unmount() }
    }
  }

  /// What was promised and did not hold, by what the services have left.
  private func check(_ country: Country) -> [String] {
    let disks = country.services.mapValues { $0.disk }
    defer { withExtendedLifetime(disks) {} }
    for disk in disks.values { disk.mend() }
    var history = CountryHistory(now: country.site.clock.now)
    history.commands = country.people.clerk.commands
    for (name, service) in country.services {
      history.courses[name] = ServiceCourse(starts: service.starts, commits: service.commits)
      for (header, _) in service.commits { history.published.note(header, of: name) }
      history.losses[name] = service.losses
    }
    do {
      history.received = try country.people.readers.map { reader in
        let messages = try reader.stored.map {
          ReceivedMessage(try EventCoding.decode(InboxEntry.self, from: $0.item))
        }
        var mailbox = ReceivedMailbox(messages)
        mailbox.earlier = try reader.earlier.map {
          try EventCoding.decode(InboxEntry.self, from: $0)
        }
        return (unit: reader.unit, mailbox: mailbox)
      }
      let site = country.site
      let homes = Dictionary(
        uniqueKeysWithValues: ServiceName.allCases.map { ($0, site.home(of: $0)) })
      var files = CountryFiles { service in homes[service]?.database(of: service) ?? "" }
      let replaced = ReplacedFiles(of: country)
      defer { replaced.unmount() }
      files.replaced = { replaced.paths[$0] ?? [] }
      return try CountryCheck.run(history, files).map(\.description)
    } catch {
      return ["check: \(error)"]
    }
  }
}
