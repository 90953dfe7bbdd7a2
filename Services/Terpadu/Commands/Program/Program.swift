import ArgumentParser
import Domain
import Localization

/// The command line from arguments to exit status.
package enum Program {
  /// Runs one command line, without the program's own name.
  package static func run(
    _ arguments: [String], in environment: ProgramEnvironment
  ) async -> ProgramStatus {
    let language = Language.chosen(by: arguments, variables: environment.variables)
    let command: any TerpaduCommand
    switch parse(arguments, language: language) {
    case .success(let parsed):
      command = parsed
    case .failure(let message):
      message.print(
        to: environment.console, localizer: Localizer(language),
        isJSON: arguments.contains("--json"))
      return message.isHelp ? .done : .usage
    }
    let session = Session(command.global, language: language, environment: environment)
    do {
      return try await command.execute(in: session)
    } catch let status as ProgramStatus {
      return status
    } catch {
      let refusal = Refusal(describing: error)
      session.show(refusal)
      return ProgramStatus(refusal.code)
    }
  }

  private static func parse(
    _ arguments: [String], language: Language
  ) -> Result<any TerpaduCommand, ParserMessage> {
    HelpLanguage.$current.withValue(language) {
      do {
        var parsed = try Root.parseAsRoot(withGlobalsLast(arguments))
        if let command = parsed as? any TerpaduCommand { return .success(command) }
        if let group = parsed as? any CommandGroup {
          return .failure(.page(Root.helpMessage(for: type(of: group)), isHelp: false))
        }
        // The parser's own commands answer with an error that holds the page.
        try parsed.run()
        return .failure(.page("", isHelp: true))
      } catch {
        let message = Root.fullMessage(for: error)
        return .failure(
          Root.exitCode(for: error) == .success
            ? .page(message, isHelp: true)
            : .sentence(Root.message(for: error), hint: ParserMessage.hint(in: message)))
      }
    }
  }

  /// Options of every command may stand before it too: `terpadu --json status`.
  static func withGlobalsLast(_ arguments: [String]) -> [String] {
    var index = 0
    while index < arguments.count {
      switch arguments[index] {
      case "--json": index += 1
      case "--data", "--lang": index += 2
      case let argument where argument.hasPrefix("--data=") || argument.hasPrefix("--lang="):
        index += 1
      default:
        let rest = arguments[index...]
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end] + arguments[..<index] + rest[end...])
      }
    }
    return arguments
  }
}
