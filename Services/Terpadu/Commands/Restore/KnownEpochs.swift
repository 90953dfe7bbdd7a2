import Domain
import Events
import Foundation
import Log
import ServiceRuntime

/// Every epoch of a log that anything here has heard of: a new one must lie above them all, so that
/// two restores of one backup differ.
struct KnownEpochs {
  let data: DataDirectory
  let source: RestoreSource?
  let note: RestoreNote

  /// - Throws: `Refusal` when the last one that a record can have is taken: nobody restored so often.
  func next(of service: ServiceName) throws -> UInt64 {
    let last = last(of: service)
    guard last < UInt64(Int64.max) else {
      throw Refusal(
        .conflict, rule: "restore-no-epoch",
        ["service": service.rawValue, "epoch": String(last)])
    }
    return last + 1
  }

  func last(of service: ServiceName) -> UInt64 { known(of: service).max() ?? 1 }

  private func known(of service: ServiceName) -> [UInt64] {
    var known = note.epochs(of: service)
    if let source {
      for entry in source.manifest.services {
        if entry.service == service { known.append(entry.head.epoch) }
        if let position = entry.positions[service.rawValue] { known.append(position.epoch) }
      }
    }
    for other in ServiceName.allCases {
      // A file that cannot be read is why it is replaced.
      guard let reader = try? LogReader(path: data.database(of: other)) else { continue }
      if other == service { known.append(reader.identity.epoch) }
      if let cursor = (try? reader.cursors())?[service.rawValue] { known.append(cursor.epoch) }
    }
    return known
  }
}

/// What `restores.json` says: every restore that was begun here.
struct RestoreNote: Codable {
  struct Made: Codable {
    /// RFC 3339.
    var at: String
    /// `nil`: the files that stood there began new epochs.
    var backup: String?
    var epochs: [String: UInt64]
  }

  var restores: [Made]

  /// - Throws: `Refusal` when there is a note that cannot be read: the epochs would not be known.
  init(_ data: DataDirectory) throws {
    guard let bytes = FileManager.default.contents(atPath: data.restoresFile) else {
      restores = []
      return
    }
    do {
      self = try EventCoding.decode(RestoreNote.self, from: Array(bytes))
    } catch {
      throw Refusal(
        .internal, field: "--data", rule: "data-directory",
        ["path": data.restoresFile, "detail": "\(error)"])
    }
  }

  /// Notes a restore before it changes anything: one that is cut off may have moved aside the only
  /// file that knew of an epoch.
  mutating func add(
    _ epochs: [ServiceName: UInt64], at: Timestamp, backup: String?, in data: DataDirectory
  ) throws {
    restores.append(
      Made(
        at: at.rfc3339(), backup: backup,
        epochs: Dictionary(uniqueKeysWithValues: epochs.map { ($0.key.rawValue, $0.value) })))
    try Durable.write(try EventCoding.encode(self), to: data.restoresFile)
  }

  func epochs(of service: ServiceName) -> [UInt64] {
    restores.compactMap { $0.epochs[service.rawValue] }
  }
}
