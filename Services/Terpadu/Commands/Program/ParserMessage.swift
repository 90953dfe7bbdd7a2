import Domain
import Foundation
import Localization

/// What the parser has to say instead of a command: help, or what is wrong with the command line.
enum ParserMessage: Error {
  /// A page of help: what was asked for, or what helps where a command is missing.
  case page(String, isHelp: Bool)
  /// What is wrong, and the command that shows the help for that place.
  case sentence(String, hint: String?)

  var isHelp: Bool {
    if case .page(_, isHelp: true) = self { true } else { false }
  }

  func print(to console: any Console, localizer: Localizer, isJSON: Bool) {
    switch self {
    case .page(let page, isHelp: true):
      console.out(ParserWording.text(page, in: localizer.language))
    case .page(let page, isHelp: false) where !isJSON:
      console.err(ParserWording.text(page, in: localizer.language))
    case .page:
      console.err(usage(localizer.label(.commandMissing), hint: nil, localizer, isJSON: isJSON))
    case .sentence(let sentence, let hint):
      let wording = ParserWording.text(sentence, in: localizer.language)
      console.err(usage(wording, hint: hint, localizer, isJSON: isJSON))
    }
  }

  private func usage(
    _ sentence: String, hint: String?, _ localizer: Localizer, isJSON: Bool
  ) -> String {
    let refusal = Refusal(
      .invalid, rule: "usage", ["message": sentence, "help": hint ?? "terpadu --help"])
    return ErrorPrintout(refusal).text(localizer, isJSON: isJSON)
  }

  /// The help command that the parser's full message names.
  static func hint(in message: String) -> String? {
    guard let start = message.range(of: "See '"),
      let end = message[start.upperBound...].firstIndex(of: "'")
    else { return nil }
    return String(message[start.upperBound..<end])
  }
}
