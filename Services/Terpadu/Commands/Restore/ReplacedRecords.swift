import Domain
import Events
import Foundation
import Log
import ServiceRuntime

/// What a file that a restore replaces holds beyond the backup: nothing of it is in the log any more
/// afterwards, and the file that is moved aside keeps it.
struct ReplacedRecords {
  /// Something that a person did.
  struct Deed {
    var header: RecordHeader
    var type: String
    /// The number of the finding that it is about, as far as the record tells.
    var finding: String?
  }

  let service: ServiceName
  /// How many records of each type; a type that this program does not know is its code.
  private(set) var counts: [String: Int] = [:]
  /// In the log's order.
  private(set) var deeds: [Deed] = []
  /// Whether the file could be read to its end.
  private(set) var isComplete = true

  var count: Int { counts.values.reduce(0, +) }

  /// - Parameters:
  ///   - file: the one that was replaced.
  ///   - backup: the service's file of the backup.
  /// - Returns: `nil` when there is no file, or the backup has everything of it.
  /// - Throws: `LogError` when the backup cannot be read.
  init?(of service: ServiceName, in file: String, beyond backup: String) throws {
    self.service = service
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let kept = try LogReader(path: backup)
    do {
      let present = try LogReader(path: file)
      try read(present, after: try ReplacedRecords.prefix(of: present, kept))
    } catch is LogError {
      isComplete = false
    }
    guard count > 0 || !isComplete else { return nil }
  }

  /// The number of the last record that both have: one hash stands for all records before it.
  private static func prefix(of present: LogReader, _ kept: LogReader) throws -> UInt64 {
    guard present.identity.log == kept.identity.log else { return 0 }
    var (low, high) = (UInt64(0), min(try present.head().sequence, try kept.head().sequence))
    while low < high {
      let middle = high - (high - low) / 2
      let hashes = try [present, kept].map {
        try $0.read(after: middle - 1, maxRecords: 1, maxBytes: .max).first?.header.hash
      }
      if hashes[0] == hashes[1] {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }

  private mutating func read(_ log: LogReader, after prefix: UInt64) throws {
    var last = prefix
    while true {
      let page = try log.read(after: last, maxRecords: 1_000, maxBytes: 1 << 20)
      guard let end = page.last else { return }
      for record in page {
        let type =
          EventCatalogue.types[record.header.typeCode]?.name ?? String(record.header.typeCode)
        counts[type, default: 0] += 1
        guard EventCatalogue.deeds.contains(type) else { continue }
        deeds.append(
          Deed(
            header: record.header, type: type, finding: FindingMention.number(in: record.payload)))
      }
      last = end.header.sequence
    }
  }
}
