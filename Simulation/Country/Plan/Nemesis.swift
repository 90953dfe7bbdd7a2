import Domain
import Events
import SimulatedDisk

/// Does to a simulated country what the plan's dice say, and takes all of it back at the end.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class Nemesis: @unchecked Sendable {
  /// How often each kind of fault was done.
  private(set) var done: [String: Int] = [:]
  private let country: Country
  private let plan: SimulationPlan
  private var random: SimulationRandom
  private var isOver = false

  private var site: SimulatedSite { country.site }

  init(_ country: Country, plan: SimulationPlan, random: SimulationRandom) {
    self.country = country
    self.plan = plan
    self.random = random
  }

  func start() {
    site.network.conditions = plan.conditions
    for _ in 0..<plan.faults {
      let moment = Int64(random.number(0...Int(plan.troubleMicroseconds)))
      site.loop.after(moment) { [weak self] in self?.strike() }
    }
    if let name = plan.restored, let service = country.services[name] { plan(aRestoreOf: service) }
    guard plan.leaps else { return }
    let earliest = plan.leapsUnheard ? plan.troubleMicroseconds / 3 : 0
    let moment = Int64(random.number(Int(earliest)...Int(plan.troubleMicroseconds)))
    site.loop.after(moment) { [weak self] in self?.leap() }
    if plan.leapsUnheard { withdrawUnheard(before: moment) }
  }

  /// Everything works again; who is dead rises.
  func end() {
    isOver = true
    site.network.conditions = NetworkConditions()
    site.network.healAll()
    site.clock.synchronise()
    for service in country.services.values {
      service.commitMicroseconds = 200...600
      service.staysDownUntil = 0
      service.disk.mend()
      service.process?.sendsUntilDeath = nil
      service.process?.diesAnswering = nil
      service.process?.thaw()
    }
  }

  // MARK: Strikes

  private func strike() {
    guard !isOver else { return }
    let service = random.pick(country.ordered)
    let other = random.pick(country.ordered)
    switch random.number(0...17) {
    case 0: kill(service, losesUnsynced: false)
    case 1: kill(service, losesUnsynced: true)
    case 2...4: dieAtDisk(service)
    case 5, 6: dieAtSending(service)
    case 7: freeze(service)
    case 8: cut(service, other, bothWays: false)
    case 9: cut(service, other, bothWays: true)
    case 10: clog()
    case 11: fillDisk(service)
    case 12: failDisk(service)
    case 13: slowDown(service)
    case 14: setClock(of: service)
    case 15, 16: dieAnswering()
    default: country.people.restartReader(random.number(0...country.people.readers.count - 1))
    }
  }

  private func note(_ kind: String, _ detail: String) {
    done[kind, default: 0] += 1
    site.note("nemesis: \(kind) \(detail)")
  }

  private func kill(_ service: SimulatedService, losesUnsynced: Bool) {
    note(losesUnsynced ? "power-cut" : "kill", service.name.rawValue)
    service.losesUnsynced = losesUnsynced
    service.process?.die()
  }

  /// At some operation on the disk to come: inside a transaction, a sync, a checkpoint, a start.
  private func dieAtDisk(_ service: SimulatedService) {
    let count = random.number(0...60)
    let isAfter = random.once(in: 2)
    note("death-at-disk", "\(service.name.rawValue) operation \(count), after it: \(isAfter)")
    service.losesUnsynced = random.once(in: 2)
    service.disk.arm(.die(afterEffect: isAfter), atChange: count)
  }

  /// Between commit and publication, between publication and answer, between two followers.
  private func dieAtSending(_ service: SimulatedService) {
    let count = random.number(0...12)
    note("death-at-sending", "\(service.name.rawValue) message \(count)")
    service.losesUnsynced = random.once(in: 2)
    service.process?.sendsUntilDeath = count
  }

  /// The power fails with the next answer that people get: what they were told must have been stored.
  private func dieAnswering() {
    let asked: Set<ServiceName> = [.findings, .liaison]
    let service = random.pick(country.ordered.filter { asked.contains($0.name) })
    note("power-cut-at-answer", service.name.rawValue)
    service.losesUnsynced = true
    service.process?.diesAnswering = People.host
  }

  private func freeze(_ service: SimulatedService) {
    guard let process = service.process, !process.isDead else { return }
    let length = Int64(random.number(100_000...8_000_000))
    note("freeze", "\(service.name.rawValue) for \(length / 1_000) ms")
    process.freeze()
    site.network.noteFrozen(process)
    site.loop.after(length) { [weak process] in process?.thaw() }
  }

  private func cut(_ one: SimulatedService, _ other: SimulatedService, bothWays: Bool) {
    let length = Int64(random.number(50_000...8_000_000))
    cut(one.name.rawValue, other.name.rawValue, bothWays: bothWays, for: length)
  }

  private func cut(_ one: String, _ other: String, bothWays: Bool, for length: Int64) {
    guard one != other else { return }
    note("partition", "\(one) to \(other), both ways: \(bothWays), for \(length / 1_000) ms")
    let network = site.network
    network.cut(from: one, to: other)
    if bothWays { network.cut(from: other, to: one) }
    site.loop.after(length) {
      network.heal(from: one, to: other)
      network.heal(from: other, to: one)
    }
  }

  /// Hosts lose the rest one after the other, and come back in another order.
  private func clog() {
    for service in country.ordered where random.once(in: 2) {
      for other in country.ordered where other.name != service.name {
        let wait = Int64(random.number(0...2_000_000))
        let length = Int64(random.number(100_000...6_000_000))
        site.loop.after(wait) { [weak self] in
          guard let self, !self.isOver else { return }
          self.cut(service.name.rawValue, other.name.rawValue, bothWays: true, for: length)
        }
      }
    }
  }

  private func fillDisk(_ service: SimulatedService) {
    let length = Int64(random.number(100_000...6_000_000))
    note("disk-full", "\(service.name.rawValue) for \(length / 1_000) ms")
    site.harmedDisks.insert(service.name)
    service.disk.capacityBytes = service.disk.usedBytes + random.number(0...3) * 4_096
    site.loop.after(length) { [weak service] in service?.disk.capacityBytes = nil }
  }

  /// An error of reading, writing or syncing, once.
  private func failDisk(_ service: SimulatedService) {
    let count = random.number(0...40)
    let isSync = random.once(in: 2)
    note(isSync ? "failed-sync" : "io-error", "\(service.name.rawValue) operation \(count)")
    site.harmedDisks.insert(service.name)
    service.losesUnsynced = random.once(in: 2)
    service.disk.arm(isSync ? .failSync : .failAnything, atChange: isSync ? count / 8 : count)
  }

  private func slowDown(_ service: SimulatedService) {
    let length = Int64(random.number(500_000...6_000_000))
    note("slow-disk", "\(service.name.rawValue) for \(length / 1_000) ms")
    service.commitMicroseconds = 20_000...400_000
    site.loop.after(length) { [weak service] in service?.commitMicroseconds = 200...600 }
  }

  private func setClock(of service: SimulatedService) {
    let host = service.name.rawValue
    if random.once(in: 3) {
      let perMillion = Int64(random.number(-5_000...5_000))
      note("clock-drift", "\(host) \(perMillion) ppm")
      site.clock.drift(host, perMillion: perMillion)
    } else {
      let step = Int64(random.number(-7_200_000...7_200_000))
      note("clock-step", "\(host) \(step) ms")
      site.clock.step(host, milliseconds: step)
    }
  }

  /// Liaison is away while findings are withdrawn, comes back after their terms have ended, and hears
  /// of the withdrawals only after a while.
  private func withdrawUnheard(before moment: Int64) {
    let length = min(moment, Int64(random.number(500_000...4_000_000)))
    for _ in 0..<3 {
      country.people.withdrawSomething(
        after: moment - length + Int64(random.number(0...Int(length / 2))))
    }
    site.loop.after(moment - length) { [weak self] in
      guard let self, !self.isOver, let liaison = self.country.services[.liaison] else { return }
      self.note("leap-unheard", "liaison for \(length / 1_000) ms")
      liaison.staysDownUntil = moment + 1_000
      liaison.process?.die()
      let silence = Int64(self.random.number(500_000...4_000_000))
      self.cut("watch", "liaison", bothWays: true, for: length + silence)
    }
  }

  private func plan(aRestoreOf service: SimulatedService) {
    let half = Int(plan.troubleMicroseconds / 2)
    let taken = Int64(random.number(0...half))
    let wait = Int64(random.number(100_000...half))
    site.loop.after(taken) { service.backUp() }
    // It may not have run then.
    site.loop.after(taken + wait / 2) { if !service.hasBackup { service.backUp() } }
    site.loop.after(taken + wait) { [weak self] in self?.restore(service) }
  }

  private func restore(_ service: SimulatedService) {
    guard !isOver else { return }
    guard service.restore() else {
      return site.loop.after(100_000) { [weak self] in self?.restore(service) }
    }
    note("restore", service.name.rawValue)
    country.people.adopt(service.name)
  }

  private func leap() {
    guard !isOver else { return }
    note("leap", "three weeks and more")
    site.clock.leap(milliseconds: 26 * 86_400_000)
  }
}
