import Domain
import Events
import Foundation
import Log
import ServiceRuntime

/// Puts files back, so that whatever dies in between either nothing has happened, or no service
/// starts until the same restore was run to its end. Nothing is deleted: what is replaced is moved aside.
struct Restoring {
  let plan: RestorePlan
  let at: Timestamp

  private var data: DataDirectory { plan.data }
  private var staging: String { data.path + "/restore.staging" }
  /// Where what was replaced lies afterwards.
  var aside: String {
    let digits = at.rfc3339().filter { $0.isNumber || $0 == "T" }
    return data.path + "/replaced/\(digits.prefix(15))-\(at.milliseconds)"
  }

  /// The order counts: copies first, then the word that a restore is under way, then file by file,
  /// then the word is taken back.
  /// - Returns: whether anything was replaced.
  func run(_ note: RestoreNote) throws -> Bool {
    try stage()
    try Durable.write(
      try EventCoding.encode(["backup": plan.source.path, "at": at.rfc3339()]),
      to: data.restoreFile)
    var isAnythingReplaced = false
    for entry in plan.entries {
      isAnythingReplaced = try put(entry) || isAnythingReplaced
    }
    if plan.replacesInstance {
      try Durable.makeFolder(aside)
      try FileManager.default.moveItem(
        atPath: data.instanceFile, toPath: "\(aside)/instance.json")
      try Durable.sync(aside)
      isAnythingReplaced = true
    }
    try putMissingFiles()
    var note = note
    note.restores.append(
      RestoreNote.Made(
        at: at.rfc3339(), backup: plan.source.path,
        epochs: Dictionary(
          uniqueKeysWithValues: plan.epochs.map { ($0.key.rawValue, $0.value) })))
    try Durable.write(try EventCoding.encode(note), to: data.restoresFile)
    try Durable.sync(data.path)
    try FileManager.default.removeItem(atPath: data.restoreFile)
    try FileManager.default.removeItem(atPath: staging)
    try Durable.sync(data.path)
    return isAnythingReplaced
  }

  private func stage() throws {
    if FileManager.default.fileExists(atPath: staging) {
      try FileManager.default.removeItem(atPath: staging)
    }
    try Durable.makeFolder(staging)
    for entry in plan.entries {
      let copy = "\(staging)/\(entry.file.path)"
      try FileManager.default.copyItem(
        atPath: try plan.source.location(of: entry.file), toPath: copy)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: copy)
      try Durable.sync(copy)
      try plan.source.require(entry.file, at: copy)
    }
    try Durable.sync(staging)
  }

  private func put(_ entry: BackupManifest.Service) throws -> Bool {
    let service = entry.service
    let mark = RestoreMark(
      epoch: plan.epochs[service] ?? 1,
      accepted: plan.epochs.filter { service.follows.contains($0.key) }, at: at,
      backup: plan.source.path)
    try Durable.write(try EventCoding.encode(mark), to: data.restoreMarkFile(of: service))
    let file = data.database(of: service)
    var isReplaced = false
    for name in ["", "-wal", "-shm"].map({ file + $0 })
    where FileManager.default.fileExists(atPath: name) {
      try Durable.makeFolder(aside)
      try FileManager.default.moveItem(
        atPath: name, toPath: "\(aside)/\(URL(fileURLWithPath: name).lastPathComponent)")
      isReplaced = true
    }
    if isReplaced { try Durable.sync(aside) }
    try FileManager.default.moveItem(atPath: "\(staging)/\(entry.file.path)", toPath: file)
    try Durable.sync(data.path)
    return isReplaced
  }

  /// Keys and configuration stay as they are; where there are none, those of the backup are taken.
  private func putMissingFiles() throws {
    for file in plan.source.manifest.files {
      let place = "\(data.path)/\(file.path)"
      guard !FileManager.default.fileExists(atPath: place) else { continue }
      try FileManager.default.copyItem(
        atPath: try plan.source.location(of: file), toPath: place)
      try FileManager.default.setAttributes(
        [.posixPermissions: file.path.hasSuffix(".public") ? 0o644 : 0o600], ofItemAtPath: place)
      try Durable.sync(place)
    }
  }
}
