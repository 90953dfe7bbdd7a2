package import Domain

/// What the simulated clients saw and did, and what the clocks show at the end.
package struct CountryHistory: Sendable {
  /// Every command that was ever sent, also those whose answer never came.
  package var commands: [CommandRecord] = []
  /// What each reader received, by the unit as whose system it reads. A unit may have several.
  package var received: [(unit: UnitID, mailbox: ReceivedMailbox)] = []
  package var published = PublishedRecords()
  /// What the domain clocks of liaison and the notifier show: their timers are due by it.
  package var now: Timestamp
  /// Whether `commands` are all that there were. Without it nothing is said of an effect that no
  /// command explains.
  package var isWhole = true

  package init(now: Timestamp) { self.now = now }
}
