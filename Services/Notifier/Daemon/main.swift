import NotifierService
import ServiceRuntime

await Daemon.run { NotifierService() }
