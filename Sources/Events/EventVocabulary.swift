/// What a program can read of the logs that it follows: a record that is not in it goes to
/// quarantine, and is tried again after an upgrade.
public struct EventVocabulary: Sendable {
  /// Records with a higher `minReader` are for later programs.
  public var readerVersion: UInt32
  public var typeCodes: Set<UInt32>

  public init(readerVersion: UInt32, typeCodes: Set<UInt32>) {
    self.readerVersion = readerVersion
    self.typeCodes = typeCodes
  }

  /// This program's own.
  public static let current = EventVocabulary(
    readerVersion: EventType.readerVersion, typeCodes: Set(EventCatalogue.types.keys))
}
