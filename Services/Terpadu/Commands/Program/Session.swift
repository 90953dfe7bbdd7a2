import Domain
import Events
import Localization
import ServiceRuntime

/// One run of one command: its options made definite, the way to the services, and the output.
struct Session: Sendable {
  let environment: ProgramEnvironment
  let localizer: Localizer
  let isJSON: Bool
  let data: DataDirectory

  init(_ options: GlobalOptions, language: Language, environment: ProgramEnvironment) {
    self.environment = environment
    localizer = Localizer(options.language ?? language)
    isJSON = options.json
    data = DataDirectory(
      options.data ?? environment.variables["TERPADU_DATA"] ?? "./terpadu-data")
  }

  /// Prints a report in the form that was asked for.
  func show(_ report: some Printout) throws {
    if isJSON {
      for object in try report.json(localizer) { environment.console.out(try object.line()) }
    } else {
      for line in report.lines(localizer) { environment.console.out(line) }
    }
  }

  /// A sentence on standard error, beside the output proper.
  func say(_ label: Label, _ parameters: [String: String] = [:]) {
    environment.console.err(localizer.label(label, parameters))
  }

  /// Prints why nothing was done.
  func show(_ refusal: Refusal) {
    environment.console.err(ErrorPrintout(refusal).text(localizer, isJSON: isJSON))
  }

  func connect() throws -> ServiceClient {
    ServiceClient(
      door: try environment.makeDoor(data), environment: environment, data: data)
  }
}
