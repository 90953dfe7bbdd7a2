import FindingsService
import ServiceRuntime

await Daemon.run { FindingsService() }
