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
  /// What finishes it when it is cut off.
  var command = "terpadu restore"
  /// The one that was cut off before and is finished by this one.
  var unfinished: UnfinishedRestore?

  private var data: DataDirectory { plan.data }
  private var staging: String { Restoring.staging(data) }
  private var aside: String { unfinished?.aside ?? ownAside }
  private var ownAside: String {
    let digits = at.rfc3339().filter { $0.isNumber || $0 == "T" }
    return data.path + "/replaced/\(digits.prefix(15))-\(at.milliseconds)"
  }

  private static func staging(_ data: DataDirectory) -> String { data.path + "/restore.staging" }

  /// Removes the copies of a restore that was cut off: they take room.
  static func removeStaging(_ data: DataDirectory) throws {
    guard FileManager.default.fileExists(atPath: staging(data)) else { return }
    try FileManager.default.removeItem(atPath: staging(data))
  }

  /// The order counts: copies first, then the epochs are taken, then the word that a restore is under
  /// way, then file by file, then it is told, then the word is taken back.
  ///
  /// - Parameter tell: gets where what was replaced lies, `nil` when nothing was, and what of it is
  ///   not in the backup. It is called again when the restore is cut off after it.
  func run(
    _ note: RestoreNote, tell: (String?, [ReplacedRecords]) throws -> Void = { _, _ in }
  ) throws {
    try stage()
    var note = note
    try note.add(plan.epochs, at: at, backup: plan.source.path, in: data)
    let word = UnfinishedRestore(
      command: command, services: plan.entries.map(\.service), aside: aside)
    try Durable.write(try EventCoding.encode(word), to: data.restoreFile)
    try putFiles()
    for entry in plan.entries { try putMark(of: entry.service) }
    for entry in plan.pending { try put(entry) }
    let isReplaced = FileManager.default.fileExists(atPath: aside)
    try tell(isReplaced ? aside : nil, try lost())
    try Restoring.removeStaging(data)
    try Durable.sync(data.path)
    try FileManager.default.removeItem(atPath: data.restoreFile)
    try Durable.sync(data.path)
  }

  private func stage() throws {
    try Durable.makeFolder(staging)
    for entry in plan.pending {
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

  private func putMark(of service: ServiceName) throws {
    let mark = RestoreMark(
      epoch: plan.epochs[service] ?? 1,
      accepted: plan.epochs.filter { service.follows.contains($0.key) }, at: at,
      backup: plan.source.path)
    try Durable.write(try EventCoding.encode(mark), to: data.restoreMarkFile(of: service))
  }

  private func put(_ entry: BackupManifest.Service) throws {
    let file = data.database(of: entry.service)
    let chosen = folder(aside: file)
    for name in [file, file + "-wal", file + "-shm"]
    where FileManager.default.fileExists(atPath: name) {
      let isTaken = FileManager.default.fileExists(atPath: place(of: name, in: chosen))
      let folder = isTaken ? ownAside : chosen
      try Durable.makeFolder(folder)
      try FileManager.default.moveItem(atPath: name, toPath: place(of: name, in: folder))
      try Durable.sync(folder)
    }
    // What stood there is away for good before the new file comes: its write-ahead log would be taken
    // for a part of it.
    try Durable.sync(data.path)
    try FileManager.default.moveItem(atPath: "\(staging)/\(entry.file.path)", toPath: file)
    try Durable.sync(data.path)
  }

  /// Where a service's file goes, with what SQLite keeps beside it: the restore that was cut off may
  /// have moved some of it already. What stands there since gets a folder of its own.
  private func folder(aside file: String) -> String {
    let isAside = FileManager.default.fileExists(atPath: place(of: file, in: aside))
    return isAside && FileManager.default.fileExists(atPath: file) ? ownAside : aside
  }

  private func place(of file: String, in folder: String) -> String {
    "\(folder)/\(URL(fileURLWithPath: file).lastPathComponent)"
  }

  private func lost() throws -> [ReplacedRecords] {
    try plan.entries.compactMap { entry in
      try ReplacedRecords(
        of: entry.service, in: place(of: data.database(of: entry.service), in: aside),
        beyond: try plan.source.location(of: entry.file))
    }
  }

  /// Keys and configuration stay as they are; where there are none, those of the backup are taken.
  /// They come before the services' files: a daemon that finds its file makes an instance file.
  private func putFiles() throws {
    for file in plan.source.manifest.files {
      let place = "\(data.path)/\(file.path)"
      if FileManager.default.fileExists(atPath: place) {
        guard place == data.instanceFile, plan.replacesInstance else { continue }
        try Durable.makeFolder(aside)
        try Durable.write(try bytes(of: place), to: self.place(of: place, in: aside))
      }
      try Durable.write(
        try bytes(of: plan.source.location(of: file)), to: place,
        mode: file.path.hasSuffix(".public") ? 0o644 : 0o600)
    }
  }

  private func bytes(of file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file)))
  }
}
