import ArgumentParser
import Events
import Localization

/// The language in which the parser's static texts are made, while one command line is parsed.
enum HelpLanguage {
  @TaskLocal static var current = Language.id
}

/// A text of the command line's help in the language of the moment.
func helpText(id: String, en: String) -> String {
  HelpLanguage.current == .id ? id : en
}

extension ArgumentHelp {
  static func text(id: String, en: String, valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(helpText(id: id, en: en), valueName: valueName)
  }

  /// The text of a request's field; of a time, with how it may be written here. Where there is no such
  /// field the help has no text, which a test finds.
  static func of(
    _ request: any ServiceRequest.Type, _ name: String, valueName: String
  ) -> ArgumentHelp {
    guard let field = request.field(name) else { return ArgumentHelp(valueName: valueName) }
    let (id, en) = (field.text.id, field.text.en)
    guard case .time = field.form else { return .text(id: id, en: en, valueName: valueName) }
    return .text(
      id: id + " RFC 3339 atau tanggal.", en: en + " RFC 3339 or a date.", valueName: valueName)
  }
}

extension CommandConfiguration {
  /// The help of a command that sends one request.
  init(name: String, of request: any ServiceRequest.Type, examples: [String]) {
    self.init(
      name: name, id: request.summary.id, en: request.summary.en, examples: examples)
  }

  /// A command's help: what it does, and examples that can be copied.
  init(
    name: String, id: String, en: String, examples: [String],
    subcommands: [any ParsableCommand.Type] = []
  ) {
    let title = helpText(id: "Contoh:", en: "Examples:")
    self.init(
      commandName: name, abstract: helpText(id: id, en: en),
      discussion: ([title] + examples.map { "  " + $0 }).joined(separator: "\n"),
      subcommands: subcommands)
  }
}
