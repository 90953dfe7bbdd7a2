import Domain
import Events
import ServiceRuntime

/// All that a diagnosis rests on: nothing in it is a judgement.
struct DoctorFacts {
  /// What `backups.json` says.
  enum Backup: Hashable {
    /// There is no such file.
    case none
    case unreadable
    case made(at: Timestamp, directory: String, isPresent: Bool)
  }

  /// A service's answer to `status`, and the domain's time here when it came.
  struct Answer {
    var status: ServiceStatus
    var receivedAt: Timestamp
  }

  var data: String
  /// The machine's clock.
  var now: Timestamp
  var instance = Instance()
  /// Why the directory cannot be used at all; nothing else is known then.
  var directoryFault: String?
  var isDirectoryMissing = false
  /// What finishes a restore that was cut off; nothing else is known then.
  var unfinishedRestore: String?
  var isSupervised = false
  /// Services that run on other hosts.
  var elsewhere: Set<ServiceName> = []
  var answers: [ServiceName: Answer] = [:]
  /// Processes that hold a service's file and do not answer.
  var unanswering: [ServiceName: Int32] = [:]
  /// Of the services of this host.
  var surveys: [ServiceName: FileSurvey] = [:]
  var disk: DiskSpace?
  var backup = Backup.none

  /// The domain's clock.
  var domainNow: Timestamp { instance.domainTime(at: now) }

  /// The services that should run here.
  var here: [ServiceName] { ServiceName.allCases.filter { !elsewhere.contains($0) } }

  /// How much real time lies between two instants of the domain.
  func seconds(from earlier: Timestamp, to later: Timestamp) -> Double {
    let rate = instance.exercise?.rate ?? 1
    return Double(later.milliseconds - earlier.milliseconds) / 1000 / rate
  }

  /// How long ago in real time something happened in the domain's.
  func seconds(since time: Timestamp) -> Double { seconds(from: time, to: domainNow) }
}
