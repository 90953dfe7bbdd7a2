import Events
import Log
import Security

/// Decodes what every event has, once a record: its causes, its identifier and its effect are asked
/// for one after the other. On the writer's thread alone.
final class EventHeads {
  private let vocabulary: EventVocabulary
  private var last: (hash: Digest32, head: EventHead)?

  init(vocabulary: EventVocabulary) {
    self.vocabulary = vocabulary
  }

  /// - Throws: `UnreadableRecord` when the record is for a later program, whose envelope may be
  ///   another one, or of a type that this one does not know.
  func head(of record: Log.Record) throws -> EventHead {
    if let last, last.hash == record.header.hash { return last.head }
    try record.requireReadable(by: vocabulary)
    let head = try EventCoding.decode(EventHead.self, from: record.payload)
    last = (record.header.hash, head)
    return head
  }
}

/// Why a record cannot be applied by this program.
struct UnreadableRecord: Error, CustomStringConvertible {
  let description: String
}

extension Log.Record {
  /// - Throws: `UnreadableRecord` when it is for a later program, or of a type that this one does
  ///   not know.
  fileprivate func requireReadable(by vocabulary: EventVocabulary) throws {
    guard header.minReader <= vocabulary.readerVersion else {
      throw UnreadableRecord(
        description: "the record needs reader version \(header.minReader); "
          + "this program is \(vocabulary.readerVersion)")
    }
    guard vocabulary.typeCodes.contains(header.typeCode) else {
      throw UnreadableRecord(
        description: "the record has the unknown type code \(header.typeCode)")
    }
  }
}
