import Domain
import Events
import Localization

/// A message that was acknowledged.
struct AcknowledgePrintout: Printout {
  let answer: AcknowledgeAnswer

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "message": .string(answer.message.description),
        "unit": .string(answer.unit.rawValue),
        "position": JSONValue(answer.position as UInt64?),
        "acknowledgedAt": .string(answer.acknowledgedAt.description),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    [
      localizer.label(
        .messageAcknowledged,
        [
          "position": String(answer.position), "unit": answer.unit.rawValue,
          "at": localizer.time(answer.acknowledgedAt),
        ])
    ]
  }
}
