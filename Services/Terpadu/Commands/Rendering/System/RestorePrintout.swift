import Domain
import Events
import Localization
import Log

/// A backup that was put back, and what is to be done next.
struct RestorePrintout: Printout {
  let plan: RestorePlan
  /// Where the replaced files lie; `nil` when there were none.
  let replaced: String?
  /// What they hold beyond the backup.
  let lost: [ReplacedRecords]

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "restored": .string(plan.source.path),
        "takenAt": .string(plan.source.manifest.takenAt.description),
        "replaced": JSONValue(replaced),
        "services": .array(
          plan.entries.map { entry in
            [
              "service": .string(entry.service.rawValue),
              "epoch": JSONValue(plan.epochs[entry.service]),
              "head": JSONValue(entry.head.sequence as UInt64?),
              "lastRecordAt": JSONValue(entry.lastRecordAt),
              "lost": lost.first { $0.service == entry.service }
                .map { object($0) } ?? .null,
            ]
          }),
        "adopt": .strings(plan.toAdopt.map(\.rawValue)),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var lines = [
      localizer.label(
        .restored,
        ["path": plan.source.path, "at": localizer.time(plan.source.manifest.takenAt)])
    ]
    lines += plan.entries.map { entry in
      localizer.label(
        .restoredService,
        [
          "service": entry.service.rawValue, "head": String(entry.head.sequence),
          "epoch": String(plan.epochs[entry.service] ?? 1),
          "at": entry.lastRecordAt.map { localizer.time($0) } ?? "–",
        ])
    }
    if let replaced { lines.append(localizer.label(.restoredAside, ["path": replaced])) }
    lines += lost.flatMap { self.lines($0, localizer) }
    lines.append(localizer.label(.restoredNext))
    return lines + plan.toAdopt.map { localizer.label(.restoredAdopt, ["source": $0.rawValue]) }
  }
}

extension RestorePrintout {
  private func object(_ lost: ReplacedRecords) -> JSONValue {
    [
      "complete": .bool(lost.isComplete),
      "count": JSONValue(UInt64(lost.count) as UInt64?),
      "types": .object(lost.counts.mapValues { JSONValue(UInt64($0) as UInt64?) }),
      "records": .array(
        lost.deeds.map { deed in
          [
            "epoch": JSONValue(deed.header.epoch as UInt64?),
            "sequence": JSONValue(deed.header.sequence as UInt64?),
            "type": .string(deed.type),
            "subject": .string(ID<AnyEvent>(bytes: deed.header.subject).description),
            "finding": JSONValue(deed.finding),
            "at": .string(TimeText(deed.header.time).description),
          ]
        }),
    ]
  }

  private func lines(_ lost: ReplacedRecords, _ localizer: Localizer) -> [String] {
    let types = lost.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    var lines = [
      localizer.label(
        .restoredLost,
        [
          "service": lost.service.rawValue, "count": String(lost.count),
          "types": types.joined(separator: ", "),
        ])
    ]
    if !lost.deeds.isEmpty { lines.append(localizer.label(.restoredLostDeeds)) }
    lines += lost.deeds.map { deed in
      let subject = ID<AnyEvent>(bytes: deed.header.subject).description
      return localizer.label(
        .restoredLostRecord,
        [
          "sequence": String(deed.header.sequence), "type": deed.type,
          "about": deed.finding.map { "\($0) (id \(subject))" } ?? subject,
          "at": localizer.time(TimeText(deed.header.time)),
        ])
    }
    if !lost.isComplete {
      lines.append(localizer.label(.restoredLostUnread, ["service": lost.service.rawValue]))
    }
    return lines
  }
}

/// Logs whose files begin new epochs where they are.
struct InPlacePrintout: Printout {
  let epochs: [ServiceName: UInt64]

  func json(_ localizer: Localizer) -> [JSONValue] {
    [["epochs": .object(named.mapValues { JSONValue($0 as UInt64?) })]]
  }

  func lines(_ localizer: Localizer) -> [String] {
    [localizer.label(.restoredNext)]
      + named.keys.sorted().map { localizer.label(.restoredAdopt, ["source": $0]) }
  }

  private var named: [String: UInt64] {
    Dictionary(uniqueKeysWithValues: epochs.map { ($0.key.rawValue, $0.value) })
  }
}
