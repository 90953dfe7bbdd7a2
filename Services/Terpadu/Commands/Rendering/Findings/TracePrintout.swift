import Domain
import Events
import Localization

/// The way of a finding through the services, in the order of time.
struct TracePrintout: Printout {
  /// Who applied a record, and when.
  struct Applied {
    var by: ServiceName
    var at: TimeText
  }

  let subject: String
  private(set) var hops: [TraceHop] = []
  private(set) var deliveries: [TraceAnswer.Delivery] = []
  /// Services that did not answer.
  var silent: [ServiceName] = []
  private var applied: [Place: [Applied]] = [:]

  private struct Place: Hashable {
    var service: ServiceName
    var sequence: UInt64
  }

  init(subject: String) {
    self.subject = subject
  }

  mutating func add(_ answer: TraceAnswer, of service: ServiceName) {
    hops += answer.hops
    deliveries += answer.deliveries
    for item in answer.applied {
      applied[Place(service: item.source, sequence: item.sequence), default: []]
        .append(Applied(by: service, at: item.at))
    }
  }

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "subject": .string(subject),
        "hops": .array(orderedHops.map(object)),
        "deliveries": .array(orderedDeliveries.map(object)),
        "silent": .strings(silent.map(\.rawValue).sorted()),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var lines = [localizer.label(.traceHead, ["subject": subject])]
    let start = orderedHops.first.flatMap { $0.committedAt.timestamp }
    for hop in orderedHops {
      var line = "  \(hop.service.rawValue) #\(hop.sequence)  \(hop.type)  "
      line += localizer.label(.committed, ["at": precise(hop.committedAt, after: start, localizer)])
      if let time = hop.publishedAt {
        line += ", " + localizer.label(.published, ["at": precise(time, after: start, localizer)])
      }
      lines.append(line)
      for item in whoApplied(hop) {
        lines.append(
          "      "
            + localizer.label(
              .appliedBy,
              ["service": item.by.rawValue, "at": precise(item.at, after: start, localizer)]))
      }
    }
    if !deliveries.isEmpty {
      var table = TextTable(indent: 2)
      for item in orderedDeliveries {
        table.add(
          item.unit.rawValue, "#\(item.position)", localizer.term(.messageKind, item.kind),
          localizer.label(.stored, ["at": precise(item.storedAt, after: start, localizer)]),
          item.deliveredAt.map {
            localizer.label(.delivered, ["at": precise($0, after: start, localizer)])
          } ?? localizer.label(.notDelivered),
          item.acknowledgedAt.map {
            localizer.label(.acknowledged, ["at": localizer.time($0)])
          } ?? "")
      }
      lines += [localizer.label(.deliveriesHead)] + table.lines
    }
    return lines
  }

  private var orderedHops: [TraceHop] {
    hops.sorted { left, right in
      (left.committedAt.timestamp?.milliseconds ?? 0, rank(left.service), left.sequence)
        < (right.committedAt.timestamp?.milliseconds ?? 0, rank(right.service), right.sequence)
    }
  }

  private var orderedDeliveries: [TraceAnswer.Delivery] {
    deliveries.sorted { ($0.unit, $0.position) < ($1.unit, $1.position) }
  }

  private func rank(_ service: ServiceName) -> Int {
    ServiceName.allCases.firstIndex(of: service) ?? 0
  }

  private func whoApplied(_ hop: TraceHop) -> [Applied] {
    (applied[Place(service: hop.service, sequence: hop.sequence)] ?? [])
      .sorted { rank($0.by) < rank($1.by) }
  }

  /// The time of day for the first record, the milliseconds since then for everything after it.
  private func precise(_ time: TimeText, after start: Timestamp?, _ localizer: Localizer) -> String
  {
    guard let start, let at = time.timestamp, at != start else { return localizer.time(time) }
    let elapsed = at.milliseconds - start.milliseconds
    guard abs(elapsed) < 60_000 else { return localizer.time(time) }
    return (elapsed < 0 ? "" : "+") + "\(elapsed) ms"
  }

  private func object(_ hop: TraceHop) -> JSONValue {
    [
      "service": .string(hop.service.rawValue),
      "log": .string(hop.log.base32),
      "sequence": JSONValue(hop.sequence as UInt64?),
      "type": .string(hop.type),
      "committedAt": .string(hop.committedAt.description),
      "publishedAt": JSONValue(hop.publishedAt),
      "cause": .array(hop.cause.map { JSONValue($0) }),
      "applied": .array(
        whoApplied(hop).map {
          ["service": .string($0.by.rawValue), "at": .string($0.at.description)]
        }),
    ]
  }

  private func object(_ delivery: TraceAnswer.Delivery) -> JSONValue {
    [
      "unit": .string(delivery.unit.rawValue),
      "position": JSONValue(delivery.position as UInt64?),
      "message": .string(delivery.message.description),
      "kind": .string(delivery.kind),
      "storedAt": .string(delivery.storedAt.description),
      "deliveredAt": JSONValue(delivery.deliveredAt),
      "acknowledgedAt": JSONValue(delivery.acknowledgedAt),
    ]
  }
}
