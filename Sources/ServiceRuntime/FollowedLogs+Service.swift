import Domain
import Events
import Log
import Logging

extension FollowedLogs {
  /// The logs that a service follows, with its logic as their effect.
  ///
  /// Every event names its causes; a withdrawal is never held back by a bad record before it.
  static func of(
    _ logic: WriterConfined<any ServiceLogic>, isExercise: Bool,
    vocabulary: EventVocabulary = .current, logger: Logger,
    onMail: @escaping @Sendable ([UnitID]) -> Void
  ) -> FollowedLogs {
    let service = logic.value.name
    let logs = service.follows.map { source in
      let apply = { @Sendable (record: Log.Record, isOvertaken: Bool, transaction: Transaction) in
        try record.requireReadable(by: vocabulary)
        var followed = FollowedRecord(source: source, undecoded: record)
        followed.isOvertaken = isOvertaken
        let context = Context(
          transaction: transaction, service: service, isExercise: isExercise,
          causes: [followed.position], causeTime: record.header.time, onMail: onMail)
        try logic.value.apply(followed, in: context)
      }
      var log = FollowedLog(source: source.rawValue) { try apply($0, false, $1) }
      log.applyOvertaken = { try apply($0, true, $1) }
      if source != .registry {
        log.causes = { record in
          // What is for a later program may have another envelope.
          try record.requireReadable(by: vocabulary)
          return try EventCoding.decode(EventHead.self, from: record.payload).cause
        }
      }
      log.isExemptFromQuarantine = { record in
        [FindingWithdrawn.type.code, AlertWithdrawn.type.code].contains(record.header.typeCode)
      }
      return log
    }
    return FollowedLogs(logs) { held, transaction in
      guard let source = ServiceName(rawValue: held.source), case .fault(let error) = held.reason
      else { return }
      logger.error(
        "record in quarantine: a person must look",
        metadata: [
          "source": "\(held.source)", "sequence": "\(held.record.header.sequence)",
          "error": "\(error)",
        ])
      let followed = FollowedRecord(source: source, undecoded: held.record)
      // Identifiers by chance: those computed from the record belong to its effect, which may come
      // after a repair, and a record may fail more than once.
      let context = Context(
        transaction: transaction, service: service, isExercise: isExercise,
        causes: [followed.position], onMail: onMail)
      try logic.value.quarantined(followed, error: error, in: context)
    }
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
