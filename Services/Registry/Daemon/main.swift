import RegistryService
import ServiceRuntime

await Daemon.run { RegistryService(reference: ReferenceData.bundled) }
