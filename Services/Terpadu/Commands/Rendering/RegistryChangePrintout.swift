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
