import ArgumentParser
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
}

extension CommandConfiguration {
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
