import Domain
import Events
import Localization

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
