/// What one follower saw of one phase.
struct FollowerResult: Codable, Sendable {
  /// Records that came once; a lost one is missing.
  var received: Int
  /// Records that came again.
  var duplicates: Int
  /// From just before a record was handed in by the producer to its receipt here.
  var receipts: Summary
  /// The same, to the end of the commit that stored it here.
  var effects: Summary
  /// From the opening of the follower to the receipt of the last record.
  var secondsToLast: Double
  var secondsToFirst: Double
  /// Since the follower was attached.
  var processorSeconds: Double
}
