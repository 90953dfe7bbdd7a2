import Events
import Localization

/// How the system is, the worst first, each problem with what to do.
struct DoctorPrintout: Printout {
  let diagnosis: Diagnosis

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "state": .string(diagnosis.state.rawValue),
        "items": .array(items.map { object($0, localizer) }),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    items.flatMap { item -> [String] in
      let state = localizer.term(.doctorState, item.state.rawValue)
      let sentence = localizer.sentence(.doctor, item.word, item.parameters)
      let line = "\(state)  \(item.word): \(sentence)"
      guard let remedy = remedy(item, localizer) else { return [line] }
      return [line, "    → \(remedy)"]
    }
  }

  /// The worst first, in each state in the order of the topics.
  private var items: [DoctorItem] {
    let items = diagnosis.items
    return DoctorItem.State.allCases.sorted(by: >).flatMap { state in
      items.filter { $0.state == state }
    }
  }

  private func object(_ item: DoctorItem, _ localizer: Localizer) -> JSONValue {
    [
      "word": .string(item.word),
      "state": .string(item.state.rawValue),
      "service": JSONValue(item.service?.rawValue),
      "source": JSONValue(item.source?.rawValue),
      "parameters": .object(item.parameters.mapValues { .string($0) }),
      "text": .string(localizer.sentence(.doctor, item.word, item.parameters)),
      "todo": JSONValue(remedy(item, localizer)),
    ]
  }

  private func remedy(_ item: DoctorItem, _ localizer: Localizer) -> String? {
    item.remedy.map { localizer.sentence(.remedy, $0, item.parameters) }
  }
}
