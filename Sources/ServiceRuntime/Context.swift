public import Domain
public import Events
public import GRDB
public import Log
import Security

/// One piece of work in a service's transaction: the time, the database, and appending to the log.
public final class Context {
  public let transaction: Transaction
  public let service: ServiceName
  public let isExercise: Bool
  /// On which records this work rests, besides what `append` is given.
  let causes: [LogPosition]
  /// When the cause was committed; part of the identifiers computed from it.
  private let causeTime: Timestamp?
  private let onMail: (@Sendable ([UnitID]) -> Void)?
  private var derivedCount: UInt32 = 0

  init(
    transaction: Transaction, service: ServiceName, isExercise: Bool,
    causes: [LogPosition] = [], causeTime: Timestamp? = nil,
    onMail: (@Sendable ([UnitID]) -> Void)? = nil
  ) {
    self.transaction = transaction
    self.service = service
    self.isExercise = isExercise
    self.causes = causes
    self.causeTime = causeTime
    self.onMail = onMail
  }

  public var database: Database { transaction.db }

  /// The domain clock, the same for all work of one commit.
  public var time: Timestamp { transaction.time }

  /// An identifier for something new: from the cause when a followed record is being applied, so
  /// that the same cause never makes two, and from chance when a command is carried out.
  public func makeID<Subject>(_: Subject.Type = Subject.self) -> ID<Subject> {
    defer { derivedCount += 1 }
    guard let cause = causes.first, let causeTime else {
      return ID(at: time, entropy: transaction.entropy(10))
    }
    return ID(at: causeTime, entropy: DerivedID.entropy(cause: cause, count: derivedCount))
  }

  /// Appends an event and returns its place in the log.
  ///
  /// - Parameters:
  ///   - subject: the root subject; `.zero` for none.
  ///   - positions: further records on which the event rests.
  @discardableResult
  public func append<Payload: EventPayload>(
    _ payload: Payload, subject: UUIDBytes, cause positions: [LogPosition] = []
  ) throws -> LogPosition {
    let (header, _) = try appendRecord(payload, subject: subject, cause: positions)
    return LogPosition(log: header.log, sequence: header.sequence)
  }

  func appendRecord<Payload: EventPayload>(
    _ payload: Payload, subject: UUIDBytes, cause positions: [LogPosition] = []
  ) throws -> (RecordHeader, [UInt8]) {
    let event = Event(
      id: makeID(AnyEvent.self), source: service, subject: ID<AnyEvent>(bytes: subject).description,
      time: time, cause: causes + positions.filter { !causes.contains($0) }, data: payload)
    let bytes = try EventCoding.encode(event)
    let header = try transaction.append(
      NewRecord(
        typeCode: Payload.type.code, minReader: Payload.type.minReader, subject: subject,
        payload: bytes))
    return (header, bytes)
  }

  /// Messages were put into these units' mailboxes; their readers are woken after the commit.
  public func noteMail(for units: [UnitID]) {
    guard let onMail else { return }
    transaction.onCommit { onMail(units) }
  }

  /// How far this service has applied a log that it follows; `nil` before the first record.
  public func applied(_ source: ServiceName) throws -> LogPosition? {
    try transaction.cursor(of: source.rawValue).map {
      LogPosition(log: $0.log, sequence: $0.sequence)
    }
  }
}

/// The part of an identifier that is computed from its cause.
enum DerivedID {
  static func entropy(cause: LogPosition, count: UInt32) -> [UInt8] {
    var bytes = cause.log.bytes.array
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: cause.sequence >> UInt64(shift)))
    }
    for shift in stride(from: 24, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
    }
    let digest = bytes.withUnsafeBytes { Hashing.blake2b256($0) }
    return Array(digest.array.prefix(10))
  }
}
