import Events
import FindingsService
import HazmatWatchService
import NotifierService
import PemdaLiaisonService
import RegistryService
import ServiceRuntime

/// The shipped services.
enum Services {
  static func logic(of service: ServiceName) -> any ServiceLogic {
    switch service {
    case .registry: RegistryService(reference: ReferenceData.bundled)
    case .findings: FindingsService()
    case .watch: HazmatWatchService()
    case .liaison: PemdaLiaisonService()
    case .notifier: NotifierService()
    }
  }
}
