import Domain
import Events
import Localization

/// One finding: its present version, and how it came to be.
struct FindingViewPrintout: Printout {
  let view: FindingView

  func json(_ localizer: Localizer) throws -> [JSONValue] {
    var object = try FindingViewPrintout.object(view)
    object["history"] = .array(
      view.history.map { version in
        [
          "version": JSONValue(version.version),
          "step": .string(version.step),
          "state": .string(version.state.rawValue),
          "at": .string(version.at.description),
          "by": .string(version.by.rawValue),
          "changes": .strings(version.changes),
          "reason": JSONValue(version.reason),
        ]
      })
    return [.object(object)]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var head = localizer.label(
      .findingHead,
      [
        "number": view.number, "version": String(view.version),
        "state": localizer.term(.findingState, view.state.rawValue),
      ])
    if view.held { head += "  " + localizer.label(.confidential) }
    var table = TextTable(indent: 2)
    table.add("id", view.id.description)
    table.add(localizer.label(.findingReporter), view.reporter.rawValue)
    table.add(localizer.label(.findingFoundAt), localizer.time(view.foundAt))
    table.add(localizer.label(.findingReceivedAt), localizer.time(view.receivedAt))
    FindingDocumentRows(document: view.document, localizer: localizer).add(to: &table)
    var lines = [head] + table.lines
    lines += view.flags.map { "  ! " + localizer.sentence(.flag, $0.rawValue) }
    if !view.history.isEmpty {
      var history = TextTable(indent: 2)
      for version in view.history {
        history.add(
          "v\(version.version)", localizer.time(version.at), version.by.rawValue,
          localizer.term(.findingStep, version.step),
          version.reason ?? version.changes.joined(separator: ", "))
      }
      lines += [localizer.label(.history)] + history.lines
    }
    return lines
  }

  /// Everything but the history.
  static func object(_ view: FindingView) throws -> [String: JSONValue] {
    [
      "id": .string(view.id.description),
      "number": .string(view.number),
      "version": JSONValue(view.version),
      "state": .string(view.state.rawValue),
      "reporter": .string(view.reporter.rawValue),
      "foundAt": .string(view.foundAt.description),
      "receivedAt": .string(view.receivedAt.description),
      "held": .bool(view.held),
      "flags": .strings(view.flags.map(\.rawValue)),
      "document": try EventCoding.decode(
        JSONValue.self, from: view.document.canonicalJSON()),
    ]
  }
}
