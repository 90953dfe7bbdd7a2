import Events
import Localization
import ServiceRuntime

/// To which moment a backup goes back, and whether it is sound.
struct RestoreCheckPrintout: Printout {
  let source: RestoreSource
  let ledger: VerificationLedger
  /// The services that were started and became ready.
  let started: [ServiceName]

  func json(_ localizer: Localizer) throws -> [JSONValue] {
    [
      [
        "backup": .string(source.path),
        "takenAt": .string(source.manifest.takenAt.description),
        "exercise": .bool(source.manifest.exercise),
        "clean": .bool(ledger.isClean),
        "started": .strings(started.map(\.rawValue)),
        "services": .array(
          source.manifest.services.map { entry in
            [
              "service": .string(entry.service.rawValue),
              "epoch": JSONValue(entry.head.epoch as UInt64?),
              "head": JSONValue(entry.head.sequence as UInt64?),
              "lastRecordAt": JSONValue(entry.lastRecordAt),
              "faults": .strings(faults(of: entry.service)),
            ]
          }),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    let head = localizer.label(
      ledger.isClean ? .checkedClean : .checkedFaulty,
      ["path": source.path, "at": localizer.time(source.manifest.takenAt)])
    return [head]
      + source.manifest.services.map { entry in
        localizer.label(
          .checkedService,
          [
            "service": entry.service.rawValue, "head": String(entry.head.sequence),
            "at": entry.lastRecordAt.map { localizer.time($0) } ?? "–",
          ])
      }
  }

  private func faults(of service: ServiceName) -> [String] {
    ledger.reports.first { $0.service == service }?.faults.map(\.name) ?? []
  }
}
