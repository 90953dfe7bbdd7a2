import HazmatWatchService
import ServiceRuntime

await Daemon.run { HazmatWatchService() }
