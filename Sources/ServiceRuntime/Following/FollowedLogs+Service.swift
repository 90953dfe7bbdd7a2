import Domain
import Events
import Log
import Logging

extension FollowedLogs {
  private static let withdrawals: Set<UInt32> = [
    FindingWithdrawn.type.code, AlertWithdrawn.type.code,
  ]

  /// What puts an alarm into Pusat's mailbox.
  private static let alarms: Set<UInt32> = [
    AlarmRaised.type.code, RecordQuarantined.type.code, LinkStopped.type.code,
    TimerFailed.type.code,
  ]

  /// The logs that a service follows, with its logic as their effect.
  ///
  /// Every event names its causes; a withdrawal and an alarm are never held back by a bad record
  /// before them.
  static func of(
    _ logic: WriterConfined<any ServiceLogic>, isExercise: Bool,
    vocabulary: EventVocabulary = .current, logger: Logger,
    onMail: @escaping @Sendable ([UnitID]) -> Void
  ) -> FollowedLogs {
    let service = logic.value.name
    let logs = service.follows.map { source in
      let apply = {
        @Sendable (record: Log.Record, mark: FollowedRecord.Mark?, transaction: Transaction) in
        try record.requireReadable(by: vocabulary)
        let followed = FollowedRecord(source: source, record: record, mark: mark)
        let context = Context(
          transaction: transaction, logic: logic.value, isExercise: isExercise,
          causes: [followed.position], causeEvent: followed.event, onMail: onMail)
        try logic.value.apply(followed, in: context)
        try logic.value.evolve(followed, in: Tables(transaction))
      }
      var log = FollowedLog(source: source.rawValue) { try apply($0, nil, $1) }
      log.applyOvertaken = { try apply($0, .overtaken, $1) }
      log.applyAgain = { try apply($0, .repeated, $1) }
      log.waitsForCauses = source != .registry
      log.withdrawalTypes = withdrawals
      log.isExemptFromQuarantine = {
        withdrawals.contains($0.header.typeCode) || alarms.contains($0.header.typeCode)
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
      let followed = FollowedRecord(source: source, record: held.record)
      // Identifiers by chance: those computed from the record belong to its effect, which may come
      // after a repair, and a record may fail more than once.
      let context = Context(
        transaction: transaction, logic: logic.value, isExercise: isExercise,
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
