import Domain
import Events
import Localization

/// A change of the registry.
struct RegistryChangePrintout: Printout {
  let answer: RegistryChangeAnswer

  func json(_ localizer: Localizer) -> [JSONValue] {
    [["unit": .string(answer.unit.rawValue), "position": JSONValue(answer.position)]]
  }

  func lines(_ localizer: Localizer) -> [String] {
    [
      localizer.label(
        .registryChanged,
        ["unit": answer.unit.rawValue, "sequence": String(answer.position.sequence)])
    ]
  }
}

extension JSONValue {
  init(_ position: LogPosition) {
    self = [
      "log": .string(position.log.base32), "seq": JSONValue(position.sequence as UInt64?),
    ]
  }
}

/// A unit whose key was enrolled.
struct EnrolmentPrintout: Printout {
  let answer: RegistryChangeAnswer
  let file: String

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "unit": .string(answer.unit.rawValue), "file": .string(file),
        "position": JSONValue(answer.position),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    [localizer.label(.enrolled, ["unit": answer.unit.rawValue, "file": file])]
  }
}

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
