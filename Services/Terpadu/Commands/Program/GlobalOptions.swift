import ArgumentParser
import Localization

/// The options of every command.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: .text(
      id: "Folder data sistem (bawaan: TERPADU_DATA atau ./terpadu-data).",
      en: "The system's data directory (default: TERPADU_DATA or ./terpadu-data).",
      valueName: "dir"))
  var data: String?

  @Flag(
    name: .customLong("json"),
    help: .text(
      id: "Keluaran JSON: satu objek, atau satu objek per baris.",
      en: "Print JSON: one object, or one object a line."))
  var json = false

  @Option(
    name: .customLong("lang"),
    help: .text(
      id: "Bahasa keluaran (bawaan: TERPADU_LANG atau id).",
      en: "Language of the output (default: TERPADU_LANG or id).", valueName: "id|en"),
    transform: Language.parsed)
  var language: Language?
}

extension Language {
  @Sendable static func parsed(_ argument: String) throws -> Language {
    guard let language = Language(rawValue: argument) else {
      throw ValidationError(helpText(id: "pilih id atau en", en: "choose id or en"))
    }
    return language
  }

  /// The language of a command line before it is parsed: help and errors of the parser need it.
  static func chosen(
    by arguments: [String], variables: [String: String]
  ) -> Language {
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument.hasPrefix("--lang=") {
        return Language(rawValue: String(argument.dropFirst(7))) ?? .id
      }
      if argument == "--lang", index + 1 < arguments.count {
        return Language(rawValue: arguments[index + 1]) ?? .id
      }
    }
    return Language(rawValue: String((variables["TERPADU_LANG"] ?? "").prefix(2))) ?? .id
  }
}
