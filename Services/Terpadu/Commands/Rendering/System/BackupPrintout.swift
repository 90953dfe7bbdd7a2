import Events
import Localization

/// A backup that was taken.
struct BackupPrintout: Printout {
  let path: String
  let manifest: BackupManifest

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "backup": .string(path),
        "takenAt": .string(manifest.takenAt.description),
        "exercise": .bool(manifest.exercise),
        "services": .array(
          manifest.services.map { service in
            [
              "service": .string(service.service.rawValue),
              "log": .string(service.head.log.base32),
              "epoch": JSONValue(service.head.epoch as UInt64?),
              "head": JSONValue(service.head.sequence as UInt64?),
              "lastRecordAt": JSONValue(service.lastRecordAt),
              "bytes": JSONValue(service.file.bytes as UInt64?),
            ]
          }),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    let head = localizer.label(
      .backupTaken, ["path": path, "at": localizer.time(manifest.takenAt)])
    return [head]
      + manifest.services.map { service in
        localizer.label(
          .backupService,
          ["service": service.service.rawValue, "head": String(service.head.sequence)])
      }
  }
}
