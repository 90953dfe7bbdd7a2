import Domain
import Events
import Localization

/// Who is told and why, and who is not.
struct ExplanationPrintout: Printout {
  let explanation: Explanation

  func json(_ localizer: Localizer) -> [JSONValue] {
    let recipients = sortedRecipients.map { recipient -> JSONValue in
      [
        "unit": .string(recipient.unit.rawValue),
        "role": .string(recipient.role.rawValue),
        "roles": .strings(recipient.roles.map(\.rawValue)),
        "news": .bool(recipient.news),
        "reasons": .array(recipient.reasons.map { reason(in: $0, localizer) }),
      ]
    }
    let notTold = sortedNotTold.map { left -> JSONValue in
      [
        "unit": .string(left.unit.rawValue),
        "reason": .string(sentence(for: left, localizer)),
        "reasonWord": .string(left.reason.rawValue),
      ]
    }
    return [
      [
        "finding": JSONValue(explanation.finding),
        "number": JSONValue(explanation.number),
        "version": JSONValue(explanation.version),
        "state": .string(explanation.state.rawValue),
        "riskClass": .string(explanation.riskClass.rawValue),
        "held": .bool(explanation.held),
        "flags": .strings(explanation.flags.map(\.rawValue)),
        "recipients": .array(recipients),
        "notTold": .array(notTold),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var lines = [
      localizer.label(
        .explanationHead,
        [
          "finding": explanation.number ?? explanation.finding?.description
            ?? localizer.label(.notSent),
          "version": String(explanation.version),
          "told": String(explanation.recipients.count(where: \.news)),
          "notTold": String(explanation.notTold.count),
        ])
    ]
    if explanation.held { lines.append("  " + localizer.label(.explanationHeld)) }
    lines += explanation.flags.map { "  ! " + localizer.sentence(.flag, $0.rawValue) }
    for role in Set(explanation.recipients.map(\.role)).sorted(by: >) {
      let told = sortedRecipients.filter { $0.role == role }
      lines.append("")
      lines.append(localizer.term(.role, role.rawValue).uppercased())
      for recipient in told { lines += self.lines(for: recipient, localizer) }
    }
    if !explanation.notTold.isEmpty {
      lines.append("")
      lines.append(localizer.label(.notToldHead).uppercased())
      var table = TextTable(indent: 2)
      for left in sortedNotTold { table.add(left.unit.rawValue, sentence(for: left, localizer)) }
      lines += table.lines
    }
    return lines
  }

  private var sortedRecipients: [AlertRecipient] {
    explanation.recipients.sorted { $0.unit < $1.unit }
  }

  private var sortedNotTold: [NotTold] {
    explanation.notTold.sorted { ($0.unit, $0.reason.rawValue) < ($1.unit, $1.reason.rawValue) }
  }

  private func lines(
    for recipient: AlertRecipient, _ localizer: Localizer
  ) -> [String] {
    var head = "  " + recipient.unit.rawValue
    let others = recipient.roles.filter { $0 != recipient.role }
    if !others.isEmpty {
      let names = others.map { localizer.term(.role, $0.rawValue) }.joined(separator: ", ")
      head += "  " + localizer.label(.alsoRoles, ["roles": names])
    }
    if !recipient.news { head += "  " + localizer.label(.ownReport) }
    let reasons = recipient.reasons.map { reason -> String in
      var text =
        "    - " + localizer.sentence(.rule, reason.rule.rawValue, reason.sentenceParameters)
      if !reason.basis.isEmpty {
        text += "; " + localizer.label(.basis, ["basis": reason.basis])
      }
      if let certainty = reason.certainty, certainty != .regulation {
        text += " [\(localizer.term(.certainty, certainty.rawValue))]"
      }
      return text
    }
    return [head] + reasons
  }

  private func reason(in reason: RoutingReason, _ localizer: Localizer) -> JSONValue {
    [
      "rule": .string(reason.rule.rawValue),
      "text": .string(localizer.sentence(.rule, reason.rule.rawValue, reason.sentenceParameters)),
      "basis": .string(reason.basis),
      "certainty": JSONValue(reason.certainty?.rawValue),
    ]
  }

  private func sentence(for left: NotTold, _ localizer: Localizer) -> String {
    localizer.sentence(.notTold, left.reason.rawValue, left.parameters)
  }
}
