import Domain
import Events
import Localization

/// Messages of a mailbox.
struct InboxPrintout: Printout {
  let entries: [InboxEntry]

  func json(_ localizer: Localizer) -> [JSONValue] {
    entries.map { entry in
      [
        "position": JSONValue(entry.position as UInt64?),
        "message": .string(entry.message.description),
        "number": .string(entry.number),
        "kind": .string(entry.kind.rawValue),
        "finding": JSONValue(entry.finding),
        "case": JSONValue(entry.caseID),
        "role": JSONValue(entry.role),
        "reasons": .array(entry.reasons.map { JSONValue($0, localizer) }),
        "subject": .string(localizer.subject(entry.subject, isExercise: entry.exercise)),
        "subjectWord": .string(entry.subject.word),
        "refersTo": JSONValue(entry.refersTo),
        "confidential": .bool(entry.confidential != nil),
        "exercise": .bool(entry.exercise),
        "createdAt": .string(entry.createdAt.description),
        "acknowledgedAt": JSONValue(entry.acknowledgedAt),
      ]
    }
  }

  func lines(_ localizer: Localizer) -> [String] {
    entries.flatMap { entry -> [String] in
      var head = "#\(entry.position)  \(entry.number)  "
      head += localizer.term(.messageKind, entry.kind.rawValue).uppercased()
      if let role = entry.role {
        head += "  " + localizer.label(.asRole, ["role": localizer.term(.role, role)])
      }
      if entry.confidential != nil { head += "  " + localizer.label(.confidential) }
      head += "  " + localizer.time(entry.createdAt)
      if let time = entry.acknowledgedAt {
        head += "  " + localizer.label(.acknowledged, ["at": localizer.time(time)])
      }
      return [head, "    " + localizer.subject(entry.subject, isExercise: entry.exercise)]
        + entry.reasons.map { "    - " + $0.line(localizer) }
    }
  }
}

extension JSONValue {
  init(_ reason: MessageReason, _ localizer: Localizer) {
    self = [
      "rule": .string(reason.rule),
      "text": .string(localizer.sentence(.rule, reason.rule, reason.parameters)),
      "basis": .string(reason.basis),
    ]
  }
}

extension MessageReason {
  /// The reason as a person reads it, with its legal basis.
  func line(_ localizer: Localizer) -> String {
    let text = localizer.sentence(.rule, rule, parameters)
    return basis.isEmpty ? text : text + "; " + localizer.label(.basis, ["basis": basis])
  }
}
