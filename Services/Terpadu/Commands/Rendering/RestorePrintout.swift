import Events
import Localization

/// A backup that was put back, and what is to be done next.
struct RestorePrintout: Printout {
  let plan: RestorePlan
  /// Where the replaced files lie; `nil` when there were none.
  let replaced: String?

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
    lines.append(localizer.label(.restoredNext))
    return lines + plan.toAdopt.map { localizer.label(.restoredAdopt, ["source": $0.rawValue]) }
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
