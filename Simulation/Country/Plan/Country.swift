import Domain
import Events
import FindingsService
import Foundation
import HazmatWatchService
import Log
import NotifierService
import PemdaLiaisonService
import RegistryService
import Security
import ServiceRuntime
import SimulatedDisk

/// A simulated country: five services, their disks and network, and its people.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class Country: @unchecked Sendable {
  let site: SimulatedSite
  let services: [ServiceName: SimulatedService]
  let people: People
  private var hasStopped = false

  /// The disks of the services, as a country at rest left them.
  typealias Images = [ServiceName: DiskImage]

  /// - Parameters:
  ///   - root: a folder for the services' locks; one country at a time.
  ///   - images: what stands on the disks; a service without is new.
  init(
    in root: String, images: Images, random: SimulationRandom,
    narrate: ((String) -> Void)? = nil
  ) {
    var random = random
    let loop = SimulationLoop()
    let network = SimulatedNetwork(on: loop, random: random.split())
    let site = SimulatedSite(
      loop: loop, network: network, root: root, narrate: narrate)
    self.site = site
    services = Dictionary(
      uniqueKeysWithValues: ServiceName.allCases.map { name in
        let disk = SimulatedDisk.mount(
          at: site.home(of: name).path, image: images[name] ?? DiskImage())
        return (
          name,
          SimulatedService(
            name, on: FaultyDisk(disk, at: site), at: site, random: random.split(),
            makeLogic: Country.logic(of: name))
        )
      })
    people = People(at: site, random: random.split())
  }

  var ordered: [SimulatedService] { ServiceName.allCases.compactMap { services[$0] } }

  /// What a service of this program does.
  static func logic(of service: ServiceName) -> () -> any ServiceLogic {
    switch service {
    case .registry:
      {
        RegistryService(reference: {
          try ReferenceData(facts: try ReferenceCountry.facts)
        })
      }
    case .findings: { FindingsService() }
    case .watch: { HazmatWatchService() }
    case .liaison: { PemdaLiaisonService() }
    case .notifier: { NotifierService() }
    }
  }

  /// Makes a service's program one that fails on one in `count` records of the logs that it follows,
  /// from its next start.
  func breakProgram(of service: SimulatedService, oneIn count: UInt8) {
    let base = Country.logic(of: service.name)
    let fails: (FollowedRecord) -> Bool = { record in
      record.source != .registry && record.record.header.hash.array[0] % count == 0
    }
    service.makeLogic = {
      let logic = base()
      guard let keeper = logic as? any MailboxKeeper else {
        return DefectiveLogic(logic, failsOn: fails)
      }
      return DefectiveKeeper(keeper, failsOn: fails)
    }
  }

  func repairProgram(of service: SimulatedService) {
    service.makeLogic = Country.logic(of: service.name)
  }

  func start() {
    for service in ordered { service.start() }
  }

  /// All services come to their orderly end, whatever state they are in.
  func stop() -> Bool {
    site.restarts = false
    Task(executorPreference: site.loop) { [self] in
      await people.close()
      for service in ordered { await service.stop() }
      hasStopped = true
    }
    return site.loop.run(atMost: 10_000_000) {
      hasStopped && ordered.allSatisfy { $0.state == .down && $0.isReleased }
    }
  }

  /// What keeps the country from its end.
  var unreleased: [String] {
    ordered.filter { $0.state != .down || !$0.isReleased }
      .map { "\($0.name.rawValue) \($0.state), \($0.remains)" }
  }

  /// What the disks hold. The country must be stopped.
  var images: Images { services.mapValues { $0.disk.image } }

  func unmount() {
    for service in services.values { service.disk.unmount() }
  }
}
