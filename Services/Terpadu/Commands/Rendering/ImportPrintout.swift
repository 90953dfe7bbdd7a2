import Events
import Localization

/// What an import did.
struct ImportPrintout: Printout {
  let answer: RegistryImportAnswer

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "facts": JSONValue(answer.facts), "known": JSONValue(answer.known),
        "position": JSONValue(answer.position),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    [
      localizer.label(
        .factsImported,
        [
          "facts": String(answer.facts), "known": String(answer.known),
          "sequence": String(answer.position.sequence),
        ])
    ]
  }
}
