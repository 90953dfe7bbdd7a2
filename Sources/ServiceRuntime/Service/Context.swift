package import Domain
package import Events
package import GRDB
package import Log
import Security

/// One piece of work in a service's transaction: the time, the database, and appending to the log.
package final class Context {
  package let transaction: Transaction
  package var service: ServiceName { logic.name }
  package let isExercise: Bool
  private let logic: any ServiceLogic
  /// Who gave the command that is being carried out; `nil` for records and timers.
  package let actor: Actor?
  /// On which records this work rests, besides what `append` is given.
  let causes: [LogPosition]
  /// The event that is the cause: what identifiers are computed from.
  private let causeEvent: ID<AnyEvent>?
  private let onMail: (@Sendable ([UnitID]) -> Void)?
  private var derivedCounts: [String: UInt32] = [:]

  init(
    transaction: Transaction, logic: any ServiceLogic, isExercise: Bool, actor: Actor? = nil,
    causes: [LogPosition] = [], causeEvent: ID<AnyEvent>? = nil,
    onMail: (@Sendable ([UnitID]) -> Void)? = nil
  ) {
    self.transaction = transaction
    self.logic = logic
    self.isExercise = isExercise
    self.actor = actor
    self.causes = causes
    self.causeEvent = causeEvent
    self.onMail = onMail
  }

  package var database: Database { transaction.db }

  /// The same piece of work as far as it rests on this record, whose effect goes on in a later
  /// transaction: its identifiers are computed from the record's event.
  package func resting(on position: LogPosition, event: ID<AnyEvent>) -> Context {
    Context(
      transaction: transaction, logic: logic, isExercise: isExercise, causes: [position],
      causeEvent: event, onMail: onMail)
  }

  /// Leaves the rest of something long for a later transaction, so that other work comes between. It is
  /// forgotten when the process ends: what is left must be found again by `ServiceLogic.start`.
  /// - Parameter name: what it is; nothing happens while something of this name is left already.
  package func continueLater(_ name: String, _ work: @escaping (Context) throws -> Void) {
    // Both run on the writer's thread alone.
    let confined = WriterConfined(value: (logic: logic, work: work))
    transaction.continueLater(name) { [isExercise, onMail] in
      try confined.value.work(
        Context(
          transaction: $0, logic: confined.value.logic, isExercise: isExercise, onMail: onMail))
    }
  }

  /// The epoch in which this log is written.
  package var epoch: UInt64 { transaction.head.epoch }

  /// The last record of this log.
  package var headPosition: LogPosition {
    let head = transaction.head
    return LogPosition(log: head.log, sequence: head.sequence, epoch: head.epoch)
  }

  /// The domain clock, the same for all work of one commit.
  package var time: Timestamp { transaction.time }

  /// An identifier for something new: from the cause when a followed record is being applied, so
  /// that the same cause never makes two, and from chance when a command is carried out.
  ///
  /// It is computed from the cause's own identifier, not from its place: a log that was restored and
  /// derives its records again gives them other places.
  ///
  /// - Parameter key: what it is for, among all that one cause makes: the unit for a message. The
  ///   second of one key gets another identifier.
  package func makeID<Subject>(
    for key: String, _: Subject.Type = Subject.self
  ) -> ID<Subject> {
    guard let causeEvent else { return ID(at: time, entropy: transaction.entropy(10)) }
    let count = derivedCounts[key, default: 0]
    derivedCounts[key] = count + 1
    return DerivedID.make(from: causeEvent, key: key, count: count)
  }

  /// Appends an event, lets the tables follow from it, and returns its place in the log.
  ///
  /// - Parameters:
  ///   - subject: the root subject; `.zero` for none.
  ///   - positions: further records on which the event rests; with those of this work at most
  ///     `RecordHeader.causesMax`.
  ///   - key: tells events of this type apart of which one cause makes several.
  ///   - id: the event's identifier, for a caller that needs it before; made by `makeID`.
  @discardableResult
  package func append<Payload: EventPayload>(
    _ payload: Payload, subject: UUIDBytes, cause positions: [LogPosition] = [], key: String = "",
    id: ID<AnyEvent>? = nil
  ) throws -> LogPosition {
    let event = Event(
      source: service, subject: ID<AnyEvent>(bytes: subject).description, time: time,
      actor: actor,
      data: payload)
    let bytes = try EventCoding.encode(event)
    let header = try transaction.append(
      NewRecord(
        typeCode: Payload.type.code, minReader: Payload.type.minReader, subject: subject,
        event: (id ?? makeID(for: "\(Payload.type.name) \(key)", AnyEvent.self)).bytes,
        causes: causes + positions.filter { !causes.contains($0) },
        payload: bytes))
    try logic.evolveAll(
      OwnRecord(header: header, payload: bytes, content: payload), in: Tables(transaction))
    return header.position
  }

  /// Messages were put into these units' mailboxes; their readers are woken after the commit.
  package func noteMail(for units: [UnitID]) {
    guard let onMail else { return }
    transaction.onCommit { onMail(units) }
  }

  /// How far this service has applied a log that it follows; `nil` before the first record.
  package func applied(_ source: ServiceName) throws -> LogPosition? {
    try transaction.cursor(of: source.rawValue).map {
      LogPosition(log: $0.log, sequence: $0.sequence, epoch: $0.epoch)
    }
  }
}
