import Domain
import Events
import Localization

/// A finding that was changed.
struct FindingChangePrintout: Printout {
  let answer: FindingChangeAnswer

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "id": .string(answer.id.description),
        "number": .string(answer.number),
        "version": JSONValue(answer.version),
        "state": .string(answer.state.rawValue),
        "changes": .strings(answer.changes),
        "position": JSONValue(answer.position),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var lines = [
      localizer.label(
        .findingChanged,
        [
          "number": answer.number, "version": String(answer.version),
          "state": localizer.term(.findingState, answer.state.rawValue),
        ])
    ]
    if !answer.changes.isEmpty {
      lines.append(
        "  " + localizer.label(.changedFields, ["fields": answer.changes.joined(separator: ", ")]))
    }
    return lines
  }
}
