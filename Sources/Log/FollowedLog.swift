public import Domain
public import Events

/// How the records of one followed log have their effect in a service.
///
/// All closures run on the writer's thread. They must be deterministic: the same logs give the same
/// state. A record may be handed in again after its effect was rolled back; state in memory goes
/// back with `Transaction.onRollback`.
public struct FollowedLog: Sendable {
  /// The name under which the position is kept: the service that owns the log.
  public var source: String

  /// The effect of one record. An error puts the record in quarantine and its effect is undone.
  public var apply: @Sendable (Record, Transaction) throws -> Void

  /// The positions of followed logs that must have been applied before this record. Positions of
  /// logs that are not followed are ignored as soon as the id of every followed log is known.
  /// `nil` if the log's records rest on nothing.
  public var causes: (@Sendable (Record) throws -> [LogPosition])?

  /// Whether a record is applied although earlier ones of its subject are in quarantine.
  public var isExemptFromQuarantine: @Sendable (Record) -> Bool = { _ in false }

  /// The types of the records that take back what came before them of their subject.
  public var withdrawalTypes: Set<UInt32> = []

  /// The effect of a record that a later one of `withdrawalTypes` of its subject has passed while it
  /// was in quarantine; `nil`: the same as of any other.
  public var applyOvertaken: (@Sendable (Record, Transaction) throws -> Void)?

  /// The identifier of a record's event, by which a record is recognised that a restored log brings
  /// again. `nil` if records have none.
  public var event: (@Sendable (Record) throws -> UUIDBytes?)?

  /// The effect of a record that has had its effect here before, under another number, and comes
  /// again in a restored log, unless it was overtaken; `apply` where it is `nil`.
  public var applyAgain: (@Sendable (Record, Transaction) throws -> Void)?

  /// Whether each applied record leaves a row for `trace`.
  public var keepsAppliedRows = true

  public init(
    source: String, apply: @escaping @Sendable (Record, Transaction) throws -> Void
  ) {
    self.source = source
    self.apply = apply
  }
}
