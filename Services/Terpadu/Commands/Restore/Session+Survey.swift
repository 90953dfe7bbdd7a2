import Domain
import Events
import Foundation
import ServiceRuntime

extension Session {
  /// What a service's program sees in its file of a directory.
  func survey(_ service: ServiceName, in data: DataDirectory) throws -> FileSurvey {
    let program = daemon(of: service)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Refusal(.internal, rule: "daemon-missing", ["file": program])
    }
    let result = try ProgramResult(program, ["--data", data.path, "--survey"])
    do {
      return try EventCoding.decode(FileSurvey.self, from: result.output)
    } catch {
      var survey = FileSurvey(service: service)
      survey.fault = .init(
        name: "unreadable", parameters: ["detail": result.lastWords])
      return survey
    }
  }
}
