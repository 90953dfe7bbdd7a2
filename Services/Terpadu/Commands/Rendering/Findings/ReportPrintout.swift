import Domain
import Events
import Localization

/// A finding that was reported.
struct ReportPrintout: Printout {
  let answer: ReportAnswer

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "id": .string(answer.id.description),
        "number": .string(answer.number),
        "version": JSONValue(answer.version),
        "case": .string(answer.caseID.description),
        "state": .string(answer.state.rawValue),
        "flags": .strings(answer.flags.map(\.rawValue)),
        "position": JSONValue(answer.position),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    [
      localizer.label(
        .findingReported,
        [
          "number": answer.number, "version": String(answer.version),
          "state": localizer.term(.findingState, answer.state.rawValue),
        ]),
      "  id " + answer.id.description,
    ] + answer.flags.map { "  ! " + localizer.sentence(.flag, $0.rawValue) }
      + ["  " + localizer.label(.tryExplain, ["number": answer.number])]
  }
}
