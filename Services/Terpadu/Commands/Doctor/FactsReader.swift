import Domain
import Events
import Foundation
import Localization
import Log
import ServiceRuntime

/// Gathers the facts: asks the services, looks at files and at the disk, and changes nothing.
struct FactsReader {
  let session: Session

  func read() async throws -> DoctorFacts {
    var facts = DoctorFacts(data: session.data.path, now: session.environment.now())
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: facts.data, isDirectory: &isDirectory) else {
      facts.isDirectoryMissing = true
      return facts
    }
    guard isDirectory.boolValue else {
      facts.directoryFault = "not a directory"
      return facts
    }
    if FileManager.default.fileExists(atPath: session.data.restoreFile) {
      facts.unfinishedRestore = UnfinishedRestore.command(in: session.data)
      return facts
    }
    do {
      facts.instance = try session.data.storedInstance() ?? Instance()
      facts.elsewhere = try await session.data.servicesElsewhere()
    } catch {
      let refusal = Refusal(describing: error)
      facts.directoryFault = session.localizer.sentence(
        .refusal, refusal.rule, refusal.parameters.merging(["field": refusal.field]) { $1 })
      return facts
    }
    facts.isSupervised = SupervisorLock.isHeld(session.data)
    facts.disk = DiskSpace(of: facts.data)
    facts.backup = backup()
    facts.answers = try await answers(facts)
    for service in facts.here {
      if facts.answers[service] == nil {
        facts.unanswering[service] = DirectoryLock.holder(
          directory: facts.data, service: service.rawValue)
      }
      var survey = try session.survey(service, in: session.data)
      if facts.answers[service] == nil, survey.fault == nil {
        survey.fault = damage(to: service)
      }
      facts.surveys[service] = survey
    }
    // Not before the answers and files: what was written meanwhile would seem to be of the future.
    facts.now = session.environment.now()
    return facts
  }

  /// What would keep a service that does not answer from being started.
  private func damage(to service: ServiceName) -> FileSurvey.Fault? {
    let detail: String?
    do {
      detail = try LogReader(path: session.data.database(of: service)).pageFault()
    } catch {
      detail = "\(error)"
    }
    return detail.map { FileSurvey.Fault(name: "damaged", parameters: ["detail": $0]) }
  }

  private func answers(
    _ facts: DoctorFacts
  ) async throws -> [ServiceName: DoctorFacts.Answer] {
    let client = try session.connect()
    let (environment, instance) = (session.environment, facts.instance)
    return await withTaskGroup(of: (ServiceName, DoctorFacts.Answer?).self) { group in
      for service in facts.here {
        group.addTask {
          // Whatever keeps a service from answering, it is down for whoever asks.
          let status = try? await client.ask(ShowStatus(), of: service, within: .seconds(2))
          let now = instance.domainTime(at: environment.now())
          return (service, status.map { DoctorFacts.Answer(status: $0, receivedAt: now) })
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private func backup() -> DoctorFacts.Backup {
    guard let bytes = FileManager.default.contents(atPath: session.data.backupsFile) else {
      return .none
    }
    guard let note = try? EventCoding.decode(BackupNote.self, from: Array(bytes)),
      let time = Timestamp(rfc3339: note.last.at)
    else { return .unreadable }
    let manifest = note.last.directory + "/manifest.json"
    return .made(
      at: time, directory: note.last.directory,
      isPresent: FileManager.default.fileExists(atPath: manifest))
  }
}
