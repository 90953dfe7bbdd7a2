import PemdaLiaisonService
import ServiceRuntime

await Daemon.run { PemdaLiaisonService() }
