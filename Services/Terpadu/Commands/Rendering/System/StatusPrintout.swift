import Events
import Localization

/// The state of a running system.
struct StatusPrintout: Printout {
  let data: String
  /// A service without an answer is down.
  let answers: [ServiceName: ServiceStatus]

  /// Every service answers.
  var isUp: Bool { ServiceName.allCases.allSatisfy { answers[$0] != nil } }

  func json(_ localizer: Localizer) -> [JSONValue] {
    let services = ServiceName.allCases.map { service -> JSONValue in
      guard let status = answers[service] else {
        return ["service": .string(service.rawValue), "state": "down"]
      }
      return [
        "service": .string(service.rawValue),
        "state": "up",
        "pid": JSONValue(status.pid),
        "version": .string(status.version),
        "log": .string(status.log.base32),
        "epoch": JSONValue(status.epoch as UInt64?),
        "head": JSONValue(status.head as UInt64?),
        "exercise": .bool(status.exercise),
        "startedAt": .string(status.startedAt.description),
        "time": JSONValue(status.time),
        "lastRecordAt": JSONValue(status.lastRecordAt),
        "timersOverdue": JSONValue(status.timersOverdue),
        "timersOverdueSince": JSONValue(status.timersOverdueSince),
        "walBytes": JSONValue(status.walBytes),
        "links": .array(status.links.map(link)),
        "followers": .object(status.followers.mapValues { JSONValue($0 as UInt64?) }),
        "counters": .object(status.counters.mapValues { JSONValue($0 as UInt64?) }),
      ]
    }
    return [
      ["up": .bool(isUp), "exercise": .bool(isExercise), "services": .array(services)]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var lines = [localizer.label(.statusHead, ["data": data])]
    if isExercise { lines.append(localizer.label(.exerciseMark)) }
    var table = TextTable(indent: 2)
    for service in ServiceName.allCases {
      guard let status = answers[service] else {
        table.add(service.rawValue, localizer.label(.serviceDown))
        continue
      }
      let links = status.links.map { text(of: $0, localizer) }.joined(separator: "; ")
      table.add(
        service.rawValue, localizer.label(.serviceHead, ["head": String(status.head)]), links)
    }
    return lines + table.lines
  }

  private var isExercise: Bool { answers.values.contains { $0.exercise } }

  private func link(_ link: ServiceStatus.Link) -> JSONValue {
    [
      "source": .string(link.source.rawValue),
      "state": .string(link.state),
      "reason": JSONValue(link.reason),
      "position": JSONValue(link.position as UInt64?),
      "head": JSONValue(link.head),
      "lag": JSONValue(link.lag),
      "held": JSONValue(link.held),
      "heldSince": JSONValue(link.heldSince),
      "quarantined": JSONValue(link.quarantined),
      "quarantinedSince": JSONValue(link.quarantinedSince),
      "silenceMilliseconds": JSONValue(link.silenceMilliseconds),
      "missing": JSONValue(link.missing),
      "missingSince": JSONValue(link.missingSince),
    ]
  }

  private func text(of link: ServiceStatus.Link, _ localizer: Localizer) -> String {
    var text = "\(link.source.rawValue) \(localizer.term(.linkState, link.state))"
    if let reason = link.reason { text += " (\(localizer.term(.linkReason, reason)))" }
    if let lag = link.lag, lag > 0 {
      text += ", " + localizer.label(.lag, ["count": String(lag)])
    }
    if link.held > 0 { text += ", " + localizer.label(.heldCount, ["count": String(link.held)]) }
    if link.quarantined > 0 {
      text += ", " + localizer.label(.quarantineCount, ["count": String(link.quarantined)])
    }
    if let missing = link.missing, missing > 0 {
      text += ", " + localizer.label(.missingCount, ["count": String(missing)])
    }
    return text
  }
}
