/// The log came back from a backup: the first record of its new epoch. What stood behind `last` in
/// the epoch before is not in this log any more.
package struct LogRestored: EventPayload {
  package static let type = EventType("log.restored", 907, owner: nil)
  /// The epoch that begins.
  package var epoch: UInt64
  /// The epoch of the record before.
  package var previous: UInt64
  /// The number of the record before.
  package var last: UInt64
  /// Its hash, 64 hexadecimal digits.
  package var hash: String

  package init(epoch: UInt64, previous: UInt64, last: UInt64, hash: String) {
    self.epoch = epoch
    self.previous = previous
    self.last = last
    self.hash = hash
  }
}

/// This service follows a restored log from where it agrees with what was applied here.
package struct LogAdopted: EventPayload {
  package static let type = EventType("log.adopted", 908, owner: nil)
  package var source: LogOwner
  /// The last record that both have, in the epoch that is accepted from now on.
  package var position: LogPosition
  /// How many records were applied here, or waited, that the restored log may lack.
  package var missing: Int

  package init(source: ServiceName, position: LogPosition, missing: Int) {
    self.source = LogOwner(source)
    self.position = position
    self.missing = missing
  }
}
