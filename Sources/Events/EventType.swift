/// One entry of the event catalogue: the name that stands in the JSON and the code that stands in
/// the binary header.
package struct EventType: Hashable, Sendable {
  /// Lower case words with a dot, such as `finding.reported`.
  package let name: String
  /// Unique over all services; never reused.
  package let code: UInt32
  /// The lowest reader version that may apply a record of this type.
  package let minReader: UInt32
  /// The service in whose log the type appears; `nil` for types of every log.
  package let owner: ServiceName?

  package init(_ name: String, _ code: UInt32, owner: ServiceName?, minReader: UInt32 = 1) {
    self.name = name
    self.code = code
    self.minReader = minReader
    self.owner = owner
  }

  /// The reader version of this program. A record with a higher `minReader` goes to quarantine.
  package static let readerVersion: UInt32 = 1
}

/// What a program can read of the logs that it follows: a record that is not in it goes to
/// quarantine, and is tried again after an upgrade.
package struct EventVocabulary: Sendable {
  /// Records with a higher `minReader` are for later programs.
  package var readerVersion: UInt32
  package var typeCodes: Set<UInt32>

  package init(readerVersion: UInt32, typeCodes: Set<UInt32>) {
    self.readerVersion = readerVersion
    self.typeCodes = typeCodes
  }

  /// This program's own.
  package static let current = EventVocabulary(
    readerVersion: EventType.readerVersion, typeCodes: Set(EventCatalogue.types.keys))
}
